/** The fields that Kong's entities have. A file with any other is refused whole by Kong, so it is refused here, with its place. */
export const FIELDS = {
  service:
    'ca_certificates client_certificate connect_timeout enabled filter_chains host id name path plugins port protocol read_timeout retries routes tags tls_sans tls_verify tls_verify_depth write_timeout',
  route:
    'destinations expression filter_chains headers hosts https_redirect_status_code id methods name path_handling paths plugins preserve_host priority protocols regex_priority request_buffering response_buffering snis sources strip_path tags',
  plugin:
    'condition config consumer consumer_group enabled id instance_name name ordering partials protocols route service tags',
  upstream:
    'algorithm client_certificate hash_fallback hash_fallback_header hash_fallback_query_arg hash_fallback_uri_capture hash_on hash_on_cookie hash_on_cookie_path hash_on_header hash_on_query_arg hash_on_uri_capture healthchecks host_header id name slots sticky_sessions_cookie sticky_sessions_cookie_path tags targets use_srv_name',
  target: 'failover id tags target weight',
} as const;

export type EntityKind = keyof typeof FIELDS;

/** The fields of an entity that Kong does not know, sorted. */
export function unknownFields(kind: EntityKind, entity: object): string[] {
  const known = new Set(FIELDS[kind].split(' '));
  return Object.keys(entity)
    .filter((field) => !known.has(field))
    .sort();
}
