// The issuers' keys, and what a signature of some moment is worth by its key alone (badges/keyring.py).
const KEY_BYTES = 32;

async function keyringOf(lines) {
  return Promise.all(lines.map(async (line) => {
    const data = fromBase58(line.publicKeyMultibase, KEY_BYTES + 2);
    demand(data[0] === 0xed && data[1] === 0x01);
    const raw = data.subarray(2);
    return {
      id: line.id,
      controller: line.id.split("#")[0],
      raw,
      fingerprint: hex(await sha256(raw)).slice(0, 16),
      notBefore: momentOf(line.notBefore),
      retiredAt: line.retiredAt ? momentOf(line.retiredAt) : null,
      compromised: Boolean(line.compromisedAt),
    };
  }));
}

async function verifies(key, signature, data) {
  const imported = await crypto.subtle.importKey("raw", key.raw, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature, data);
}

// Whether this browser has what all of this stands on.
async function canCheck() {
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(KEY_BYTES), "Ed25519", false, ["verify"]);
    return typeof DecompressionStream === "function";
  } catch {
    return false;
  }
}

function standing(key, signedAt, now) {
  if (key.compromised) return "key_compromised";
  if (signedAt < key.notBefore) return "signed_before_key";
  if (key.retiredAt === null) return "genuine";
  if (signedAt >= key.retiredAt) return "signed_after_retirement";
  return now < key.retiredAt ? "genuine" : "genuine_key_retired_since";
}
