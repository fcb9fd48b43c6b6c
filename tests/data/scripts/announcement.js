async function main(ctx) {
  const { headers, rawBody, body, vars } = ctx;
  const verified = await verifyHmacSha256({
    secret: vars["SERVICE_SIGNING_SECRET"],
    signature: headers["x-webhook-signature"],
    payload: body,
  });
  const full_name = `${body.first_name} ${body.last_name}`;
  return { verified, full_name };
}
