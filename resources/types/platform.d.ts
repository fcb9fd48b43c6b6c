// What scripts share with browsers. Editors know these by themselves, so they are not written into a source's
// declarations; completion in the window offers them.

/** Writes to the run's console, with the line that it comes from. */
declare const console: {
  /** A line of text. */
  log(...values: unknown[]): void;
  /** A line of level info. */
  info(...values: unknown[]): void;
  /** A line of level warn. */
  warn(...values: unknown[]): void;
  /** A line of level error. */
  error(...values: unknown[]): void;
  /** A line of level debug. */
  debug(...values: unknown[]): void;
  /** A line of level error where the condition does not hold. */
  assert(condition: unknown, ...values: unknown[]): void;
};

/** Web Cryptography, as far as it verifies signatures. */
declare const crypto: {
  /** A version 4 UUID; recorded with the run. */
  randomUUID(): string;
  /** Fills a typed array; recorded with the run. */
  getRandomValues<T extends ArrayBufferView>(target: T): T;
  /** digest, importKey, sign (HMAC), verify (HMAC, Ed25519, ECDSA P-256, RSASSA-PKCS1-v1_5). */
  readonly subtle: SubtleCrypto;
};

/** Text to UTF-8. */
declare class TextEncoder {
  /** The bytes of a text. */
  encode(text?: string): Uint8Array;
}

/** UTF-8 to text. */
declare class TextDecoder {
  /** The text of bytes. */
  decode(bytes?: ArrayBuffer | ArrayBufferView): string;
}

/** An address in its parts. */
declare class URL {
  /** The whole address. */
  href: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** The host with its port. */
  host: string;
  /** The path. */
  pathname: string;
  /** The query with its question mark. */
  search: string;
  /** The query's parameters. */
  readonly searchParams: URLSearchParams;
}

/** The parameters of a query or a form. */
declare class URLSearchParams {
  /** The first value of a name. */
  get(name: string): string | null;
  /** All values of a name. */
  getAll(name: string): string[];
  /** Whether there is such a parameter. */
  has(name: string): boolean;
  /** Replaces the values of a name. */
  set(name: string, value: string): void;
  /** Adds a value. */
  append(name: string, value: string): void;
}

/** Base64 to text of bytes. */
declare function atob(text: string): string;

/** Text of bytes to Base64. */
declare function btoa(text: string): string;

/** A deep copy. */
declare function structuredClone<T>(value: T): T;

/** Runs a function after what runs now. */
declare function queueMicrotask(callback: () => void): void;

/** Runs a function later, within the script's time limit; no event waits for a clock. */
declare function setTimeout(callback: (...values: any[]) => void, delay?: number, ...values: any[]): number;

/** Takes a timer back. */
declare function clearTimeout(id: number): void;
