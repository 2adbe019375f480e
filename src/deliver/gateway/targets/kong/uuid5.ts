import { createHash } from 'node:crypto';

/** The DNS namespace of RFC 9562 §6.6, which decK hashes entity names in. */
const DNS = Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex');

/** A name-based UUID, version 5 (RFC 9562 §5.5): the same name always gives the same id. */
export function uuid5(name: string): string {
  const bytes = createHash('sha1').update(DNS).update(name, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
