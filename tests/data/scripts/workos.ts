import { createHmac, timingSafeEqual } from "crypto";

interface WebhookEvent<Name extends string, Data> {
  id: string;
  event: Name;
  data: Data;
}

interface Customer {
  readonly object: { id: string };
}

type Result<T> = { ok: true; value: T } | { ok: false; reason: `bad ${string}` };

enum Unit {
  Millisecond = 1,
  Second = 1000 * Millisecond,
  Minute = 60 * Second,
}

abstract class SignatureProvider<TPayload> {
  #cache: Map<string, Buffer> = new Map();

  constructor(private readonly secret: string, protected tolerance: number = 3 * Unit.Minute) {}

  protected abstract parse(text: string): TPayload;

  public verifyHeader(payload: string, header: string | undefined): Result<TPayload> {
    const [timestamp, signature] = (header ?? "").split(",").map((part: string): string => part.trim().slice(part.trim().indexOf("=") + 1));
    if (!timestamp || !signature) {
      return { ok: false, reason: "bad header" };
    }
    if (parseInt(timestamp, 10) < Date.now() - this.tolerance) {
      return { ok: false, reason: "bad timestamp" };
    }
    const expected = this.compute(timestamp, payload);
    const given = Buffer.from(signature, "hex");
    return expected.length === given.length && timingSafeEqual(expected, given)
      ? { ok: true, value: this.parse(payload) }
      : { ok: false, reason: "bad signature" };
  }

  private compute(timestamp: string, payload: string): Buffer {
    const key = `${timestamp}.${payload}`;
    if (!this.#cache.has(key)) {
      this.#cache.set(key, createHmac("sha256", this.secret).update(key).digest());
    }
    return this.#cache.get(key)!;
  }
}

class CustomerEvents extends SignatureProvider<WebhookEvent<"customer.created", Customer>> {
  protected override parse(text: string) {
    return JSON.parse(text) as WebhookEvent<"customer.created", Customer>;
  }
}

export default async function main({ headers, rawBody, vars }: Context): Promise<{ verified: boolean } & Record<string, unknown>> {
  const result = new CustomerEvents(vars.SECRET!).verifyHeader(rawBody, headers["workos-signature"]);
  if (!result.ok) {
    console.warn(result.reason);
    return { verified: false, reason: result.reason };
  }
  return { verified: true, customer: result.value.data.object.id satisfies string };
}
