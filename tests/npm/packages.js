// The providers' own packages at work. Run in a folder where they are installed:
//   node packages.js sign            prints requests that they signed, as JSON
//   node packages.js verify          reads requests from standard input and prints what they say of each, as JSON
"use strict";

const stripe = require("stripe");
const { WorkOS } = require("@workos-inc/node");
const svix = require("svix");
const standard = require("standardwebhooks");

const workos = new WorkOS("sk_test_made_up");

const bodies = [
  '{"id":"evt_1","object":"event","type":"customer.created","data":{"object":{"id":"cus_1"}}}',
  '{\n  "id": "evt_2",\n  "object": "event",\n  "name": "Zoë \u{1F600}"\n}',
  '{"id":"evt_3","object":"event","event":"user.created","data":{"amount":1.50,"path":"a\\/b"}}\n',
];

const packages = {
  stripe: {
    secret: "whsec_test_secret_of_stripe",
    sign: (body, secret, now) =>
      [["Stripe-Signature", stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: now })]],
    verify: (body, headers, secret) => stripe.webhooks.constructEvent(body, headers["stripe-signature"], secret),
  },
  svix: webhook(svix.Webhook, "svix"),
  "standard-webhooks": webhook(standard.Webhook, "webhook"),
  workos: {
    secret: "secret_of_workos",
    sign: async (body, secret, now) => {
      const time = now * 1000;
      const digest = await workos.webhooks.computeSignature(time, JSON.parse(body), secret);
      return [["WorkOS-Signature", "t=" + time + ", v1=" + digest]];
    },
    verify: (body, headers, secret) => workos.webhooks.verifyHeader(
      { payload: JSON.parse(body), sigHeader: headers["workos-signature"], secret }),
    // The package writes the parsed body anew: what it signs is the compact form.
    wire: body => JSON.stringify(JSON.parse(body)),
  },
};

function webhook(Webhook, family) {
  return {
    secret: "whsec_" + Buffer.from("thirty-two made-up bytes, no more").toString("base64"),
    sign: (body, secret, now) => [
      [family + "-id", "msg_made_up"],
      [family + "-timestamp", String(now)],
      [family + "-signature", new Webhook(secret).sign("msg_made_up", new Date(now * 1000), body)],
    ],
    verify: (body, headers, secret) => new Webhook(secret).verify(body, headers),
  };
}

async function sign() {
  const now = Math.floor(Date.now() / 1000);
  const requests = [];
  for (const [scheme, one] of Object.entries(packages)) {
    for (const body of bodies) {
      const wire = one.wire ? one.wire(body) : body;
      requests.push({ scheme, secret: one.secret, now, body: wire, headers: await one.sign(wire, one.secret, now) });
    }
  }
  return requests;
}

async function verify(requests) {
  const answers = [];
  for (const { scheme, secret, body, headers } of requests) {
    const lower = {};
    for (const [name, value] of headers)
      lower[name.toLowerCase()] = value;
    try {
      const result = await packages[scheme].verify(body, lower, secret);
      answers.push(result ? "accepted" : "refused");
    } catch (error) {
      answers.push("refused: " + error.message);
    }
  }
  return answers;
}

async function main() {
  if (process.argv[2] === "sign")
    return sign();
  const chunks = [];
  for await (const chunk of process.stdin)
    chunks.push(chunk);
  return verify(JSON.parse(Buffer.concat(chunks).toString("utf8")));
}

main().then(result => process.stdout.write(JSON.stringify(result) + "\n"), error => {
  process.stderr.write(error.stack + "\n");
  process.exitCode = 1;
});
