/** An issue that bears our label. */
export type Issue = {
  /** As people write it after `#`. */
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly url: string;
};

export type Comment = { readonly id: number; readonly body: string };

/** The issues of one project on one host. Throws FORGE_DENIED, FORGE_REFUSED or FORGE_UNREACHABLE. */
export type Forge = {
  /** As it was asked for: `github:acme/apis`. */
  readonly name: string;
  /** So many characters may a text have. */
  readonly room: number;
  /** Those with our label, open and closed, the oldest first. */
  readonly issues: () => Promise<readonly Issue[]>;
  readonly open: (title: string, body: string) => Promise<Issue>;
  readonly edit: (number: number, change: Pick<Issue, 'title' | 'body' | 'open'>) => Promise<void>;
  /** The oldest first. */
  readonly comments: (number: number) => Promise<readonly Comment[]>;
  readonly comment: (number: number, body: string) => Promise<Comment>;
  readonly uncomment: (number: number, comment: number) => Promise<void>;
};

/** By it our issues are found again; nobody without a say in the project can set it. */
export const LABEL = 'api-sunset';
