import crypto from 'crypto';

// Vercel's function at the edge of a page: the body as a buffer, SHA-1, the whole header.
function sha1(data: Buffer, secret: string): string {
  return crypto.createHmac('sha1', secret).update(data).digest('hex');
}

export default async function main(request: {
  rawBytes: Uint8Array;
  headers: Record<string, string | undefined>;
  vars: { SECRET?: string };
}) {
  const { SECRET } = request.vars;
  if (typeof SECRET != 'string') {
    throw new Error('No integration secret found');
  }
  const rawBodyBuffer: Buffer = Buffer.from(request.rawBytes);
  const bodySignature = sha1(rawBodyBuffer, SECRET);
  if (bodySignature !== request.headers['x-vercel-signature']) {
    return { verified: false, code: 'invalid_signature' as const };
  }
  const json = JSON.parse(rawBodyBuffer.toString('utf-8')) as { data: { object: { id: string } } };
  return { verified: true, customer: json.data.object.id };
}
