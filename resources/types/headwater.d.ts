// What a Headwater script sees: `main(ctx)`, the built-ins that verify signatures, and the part of Node that samples use.

/** What main is called with: the request, and the variables of its environment. */
interface Context {
  /** The request's headers by lower-case name; a repeated header is joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, exactly as it came. */
  readonly rawBody: string;
  /** The body as bytes, exactly as it came. */
  readonly rawBytes: Uint8Array;
  /** The parsed body: JSON, a form's fields or text; null where it is binary, broken or larger than 8 MiB. */
  readonly body: Body;
  /** The environment's variables and secrets by name. */
  readonly vars: Readonly<Record<string, string>>;
  /** The source's signing settings. */
  readonly signing: Signing;
  /** The request's method. */
  readonly method: string;
  /** The request's path, without the query. */
  readonly path: string;
  /** The request's query, without the question mark. */
  readonly query: string;
  /** The whole URL that the sender called, where the source has a public one. */
  readonly url: string;
  /** The key of the source. */
  readonly source: string;
  /** The name of the environment. */
  readonly environment: string;
  /** When the request was received: ISO 8601, in UTC. */
  readonly receivedAt: string;
  /** Where the source splits batches: the element's place in its request. */
  readonly batch?: { readonly index: number; readonly total: number };
}

/** The parsed body, as captured events and samples have it. */
type Body = any;

/** The signing settings of a source. */
interface Signing {
  /** The name of the scheme: "stripe", "svix", "hmac", … */
  readonly scheme: string;
  /** The names of the secrets in ctx.vars; any match verifies. */
  readonly secrets: readonly string[];
  /** How old a signature may be. */
  readonly toleranceSeconds?: number;
}

/** What main returns: `verified`, and members that become preprocess.<name>. */
interface Outcome {
  /** Whether the request is from who it says it is; only true itself counts. */
  verified?: boolean;
  /** Why this event is to be ignored: it is answered 2xx, and no action runs. */
  ignore?: string;
  [name: string]: unknown;
}

/** What verifyHmacSha256 needs. */
interface HmacOptions {
  /** The shared secret, as text or as bytes. */
  secret: string | Uint8Array;
  /** In hex or base64, with or without a prefix such as "sha256=". */
  signature: string | undefined;
  /** What was signed; ctx.body itself stands for the bytes of the request. */
  payload?: unknown;
}

/** What verifyHmac needs. */
interface AnyHmacOptions extends HmacOptions {
  /** "sha256", "sha1", "sha512", … */
  algorithm?: string;
}

/** What verifySignature needs. */
interface SignatureOptions {
  /** The name of a scheme of the catalogue: "stripe", "svix", "standard-webhooks", "github", "slack", … */
  scheme: string;
  /** Without it, the headers of the request. */
  headers?: Readonly<Record<string, string>>;
  /** Without it, the bytes of the request. */
  payload?: unknown;
  /** One secret, or several where a rotation is under way. */
  secret: string | Uint8Array | readonly (string | Uint8Array)[];
  /** How old a signature may be; 0 = its time is not checked. */
  toleranceSeconds?: number;
  /** The header of the signature, where it is not the scheme's own. */
  header?: string;
  /** The hash, where it is not the scheme's own. */
  algorithm?: string;
  /** "hex" or "base64", where it is not the scheme's own. */
  encoding?: string;
  /** What stands before the signature. */
  prefix?: string;
  /** The name of the query parameter, or the user. */
  parameter?: string;
}

/** What verifyJwt needs: the token and one of secret, publicKey and jwks. */
interface JwtOptions {
  /** With or without "Bearer " before it. */
  token: string | undefined;
  /** For HS256, HS384 and HS512. */
  secret?: string | Uint8Array;
  /** PEM, for RS256, ES256 and EdDSA. */
  publicKey?: string;
  /** A JSON Web Key Set, as an object or as JSON. */
  jwks?: object | string;
  /** The algorithms that are accepted. */
  algorithms?: readonly ("HS256" | "HS384" | "HS512" | "RS256" | "ES256" | "EdDSA")[];
  /** The issuer that the token must name. */
  issuer?: string;
  /** The audience that the token must name. */
  audience?: string;
  /** How far the clocks may differ. */
  toleranceSeconds?: number;
}

/** Verifies an HMAC-SHA256 over the raw bytes in constant time; the check is recorded on the run. */
declare function verifyHmacSha256(options: HmacOptions): boolean;

/** Verifies an HMAC by any hash in constant time; the check is recorded on the run. */
declare function verifyHmac(options: AnyHmacOptions): boolean;

/** Verifies a request by a provider's scheme; each check is recorded on the run. */
declare function verifySignature(options: SignatureOptions): boolean;

/** Verifies a JSON Web Token and its times; each check is recorded on the run. */
declare function verifyJwt(options: JwtOptions): boolean;

/** The modules that there are: "crypto" and "buffer", also as "node:…". */
declare function require(name: "crypto" | "node:crypto" | "buffer" | "node:buffer"): any;

/** What samples for Node read their secrets from. */
declare const process: {
  /** The same as ctx.vars. */
  readonly env: Readonly<Record<string, string>>;
};

/** Bytes as Node has them. */
declare class Buffer extends Uint8Array {
  /** From text, bytes or an array; encodings: utf8, hex, base64, base64url, latin1. */
  static from(value: string | ArrayBuffer | ArrayLike<number>, encoding?: string): Buffer;
  /** Zeroes, or filled. */
  static alloc(size: number, fill?: number): Buffer;
  /** One after the other. */
  static concat(list: readonly Uint8Array[]): Buffer;
  /** Whether the value is a Buffer. */
  static isBuffer(value: unknown): boolean;
  /** How many bytes a text takes. */
  static byteLength(value: string | ArrayBuffer, encoding?: string): number;
  /** -1, 0 or 1. */
  static compare(a: Uint8Array, b: Uint8Array): number;
  /** As text; encodings: utf8, hex, base64, base64url, latin1. */
  toString(encoding?: string, start?: number, end?: number): string;
  /** Whether the bytes are the same; not in constant time. */
  equals(other: Uint8Array): boolean;
  /** -1, 0 or 1. */
  compare(other: Uint8Array): number;
}

/** A digest that is being made. */
interface Digest {
  /** Adds data. */
  update(data: string | Uint8Array, encoding?: string): Digest;
  /** The digest as text. */
  digest(encoding: "hex" | "base64" | "base64url" | "latin1"): string;
  /** The digest as bytes. */
  digest(): Buffer;
}

/** The part of Node's crypto that verifies webhooks. */
interface NodeCrypto {
  /** A keyed digest: "sha256", "sha1", "sha512", … */
  createHmac(algorithm: string, key: string | Uint8Array): Digest;
  /** A digest: "sha256", "sha1", "md5", … */
  createHash(algorithm: string): Digest;
  /** Compares bytes of one length in constant time; other lengths throw. */
  timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean;
  /** A version 4 UUID; recorded with the run. */
  randomUUID(): string;
  /** Random bytes; recorded with the run. */
  randomBytes(size: number): Buffer;
}

declare module "crypto" {
  const crypto: NodeCrypto;
  export default crypto;
  export const createHmac: NodeCrypto["createHmac"];
  export const createHash: NodeCrypto["createHash"];
  export const timingSafeEqual: NodeCrypto["timingSafeEqual"];
  export const randomUUID: NodeCrypto["randomUUID"];
  export const randomBytes: NodeCrypto["randomBytes"];
}

declare module "node:crypto" {
  export * from "crypto";
  export { default } from "crypto";
}
