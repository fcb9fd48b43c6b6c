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

/** Text. */
declare class String {
  /** How many UTF-16 units it has. */
  readonly length: number;
  /** Whether it begins with this text. */
  startsWith(text: string, at?: number): boolean;
  /** Whether it ends with this text. */
  endsWith(text: string, end?: number): boolean;
  /** Whether this text stands in it. */
  includes(text: string, at?: number): boolean;
  /** Where this text first stands in it, or -1. */
  indexOf(text: string, at?: number): number;
  /** Without white space around it. */
  trim(): string;
  /** In small letters. */
  toLowerCase(): string;
  /** In capital letters. */
  toUpperCase(): string;
  /** A part of it; negative places count from its end. */
  slice(from?: number, to?: number): string;
  /** Its parts between separators. */
  split(separator: string | RegExp, limit?: number): string[];
  /** With the first match replaced. */
  replace(what: string | RegExp, by: string | ((match: string) => string)): string;
  /** With every match replaced. */
  replaceAll(what: string | RegExp, by: string | ((match: string) => string)): string;
  /** What a regular expression finds in it. */
  match(pattern: RegExp): RegExpMatchArray | null;
  /** Filled at its beginning to this length. */
  padStart(length: number, fill?: string): string;
}

/** A number. */
declare class Number {
  /** With so many digits after the point. */
  toFixed(digits?: number): string;
  /** As text, in a base from 2 to 36. */
  toString(base?: number): string;
  /** Whether the value is a whole number. */
  static isInteger(value: unknown): boolean;
  /** The number that a text begins with. */
  static parseFloat(text: string): number;
}

/** A list. */
declare class Array {
  /** How many elements it has. */
  readonly length: number;
  /** A list of what the function gives for each element. */
  map(callback: (element: any, index: number) => unknown): any[];
  /** The elements for which the function gives true. */
  filter(callback: (element: any, index: number) => unknown): any[];
  /** The first element for which the function gives true. */
  find(callback: (element: any, index: number) => unknown): any;
  /** Whether the function gives true for an element. */
  some(callback: (element: any, index: number) => unknown): boolean;
  /** Whether the function gives true for every element. */
  every(callback: (element: any, index: number) => unknown): boolean;
  /** Calls the function with each element. */
  forEach(callback: (element: any, index: number) => void): void;
  /** One value made of all elements, one after the other. */
  reduce(callback: (value: any, element: any, index: number) => any, start?: any): any;
  /** Whether this value is among the elements. */
  includes(value: unknown): boolean;
  /** The elements as one text. */
  join(separator?: string): string;
  /** A part of it. */
  slice(from?: number, to?: number): any[];
  /** Adds elements at its end. */
  push(...elements: any[]): number;
  /** The element at a place; negative places count from its end. */
  at(index: number): any;
  /** Whether the value is a list. */
  static isArray(value: unknown): boolean;
}

/** What objects have in common. */
declare class Object {
  /** The names of its members. */
  static keys(value: object): string[];
  /** The values of its members. */
  static values(value: object): any[];
  /** Names and values of its members. */
  static entries(value: object): any[];
  /** An object of names and values. */
  static fromEntries(entries: any[]): any;
  /** Copies members into the first object. */
  static assign(target: object, ...sources: object[]): any;
}

/** Text to values and back. */
declare const JSON: {
  /** The value of a JSON text. */
  parse(text: string): any;
  /** The JSON text of a value. */
  stringify(value: unknown, replacer?: any, space?: number): string;
};

/** A moment. */
declare class Date {
  /** Milliseconds since 1970. */
  getTime(): number;
  /** ISO 8601, in UTC. */
  toISOString(): string;
  /** Now, in milliseconds since 1970; recorded with the run. */
  static now(): number;
  /** The moment of a text, in milliseconds since 1970. */
  static parse(text: string): number;
}

/** Calculations. */
declare const Math: {
  /** The nearest whole number. */
  round(value: number): number;
  /** The next whole number below. */
  floor(value: number): number;
  /** The next whole number above. */
  ceil(value: number): number;
  /** The smallest. */
  min(...values: number[]): number;
  /** The largest. */
  max(...values: number[]): number;
  /** Without its sign. */
  abs(value: number): number;
};
