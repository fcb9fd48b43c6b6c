// The shape of the Standard Webhooks library, in one file.
class WebhookVerificationError extends Error {
  constructor(message: string) {
    super(message);
    Object.setPrototypeOf(this, WebhookVerificationError.prototype);
    this.name = "WebhookVerificationError";
    this.stack = new Error(message).stack;
  }
}

interface Headers {
  [name: string]: string;
}

class Webhook {
  private static readonly prefix = "whsec_";
  private readonly key: Uint8Array;

  constructor(secret: string | Uint8Array, options?: { format?: "raw" }) {
    if (options?.format === "raw") {
      this.key = secret instanceof Uint8Array ? secret : Uint8Array.from(secret as string, (c) => c.charCodeAt(0));
    } else {
      if (typeof secret !== "string") throw new Error("Expected secret to be of type string");
      const text = secret.startsWith(Webhook.prefix) ? secret.substring(Webhook.prefix.length) : secret;
      this.key = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    }
  }

  async verify<T = unknown>(payload: string, given: Headers): Promise<T> {
    const headers: Headers = {};
    for (const key of Object.keys(given)) headers[key.toLowerCase()] = given[key];
    const id = headers["webhook-id"], timestamp = headers["webhook-timestamp"], signatures = headers["webhook-signature"];
    if (!signatures || !id || !timestamp) throw new WebhookVerificationError("Missing required headers");
    const now = Math.floor(Date.now() / 1000);
    const time = parseInt(timestamp, 10);
    if (isNaN(time)) throw new WebhookVerificationError("Invalid Signature Headers");
    if (now - time > 5 * 60) throw new WebhookVerificationError("Message timestamp too old");
    if (time > now + 5 * 60) throw new WebhookVerificationError("Message timestamp too new");

    const key = await crypto.subtle.importKey("raw", this.key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const made = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${id}.${timestamp}.${payload}`));
    const expected = btoa(String.fromCharCode(...new Uint8Array(made)));
    for (const versioned of signatures.split(" ")) {
      const [version, signature] = versioned.split(",");
      if (version === "v1" && signature === expected) return JSON.parse(payload) as T;
    }
    throw new WebhookVerificationError("No matching signature found");
  }
}

export async function main(ctx: { headers: Headers; rawBody: string; vars: Record<string, string> }) {
  try {
    const event = await new Webhook(ctx.vars.SECRET).verify<{ data: { object: { id: string } } }>(ctx.rawBody, ctx.headers);
    return { verified: true, customer: event.data.object.id };
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    return { verified: false, reason: `${error.name}: ${error.message}` };
  }
}
