// The one finding about a token, by the same rules as badges/verifying.py.
const BY_STATUS = ["withdrawn", "suspended"];
const GAPS = ["status_list_tampered", "status_list_too_old", "status_unknown"];

function asked(list, mark, now, someTampered) {
  if (!list) return [someTampered ? "status_list_tampered" : "status_unknown"];
  if (mark.index >= list.bits.length * 8) return ["status_unknown"];
  const says = Boolean(list.bits[mark.index >> 3] & (0x80 >> mark.index % 8));
  // Also an old list is right about that: nothing is ever un-withdrawn.
  if (says && mark.purpose === "revocation") return ["withdrawn"];
  return [...(says ? ["suspended"] : []), ...(now > list.validUntil ? ["status_list_too_old"] : [])];
}

async function statusOf(token, key, atHand, now) {
  const lists = await Promise.all(atHand.lists.map((list) => opened(list, atHand.keyring, now)));
  const held = lists.filter(Boolean).sort((one, other) => one.validFrom - other.validFrom);
  const results = new Set(), moments = [];
  for (const mark of token.marks) {
    const fits = (list) => list.issuer === key.controller && list.purpose === mark.purpose && list.tag === mark.tag;
    const list = held.filter(fits).pop();
    asked(list, mark, now, held.length < lists.length).forEach((result) => results.add(result));
    if (list) moments.push(list.validFrom);
  }
  return { results, asOf: moments.length ? Math.min(...moments) : null };
}

// `atHand` has a keyring and lists; the answer is a result, with what was signed where the signature holds.
async function judge(text, atHand, now) {
  let token;
  try {
    token = tokenIn(text);
  } catch {
    return { result: "unreadable" };
  }
  const key = atHand.keyring.find((each) => each.fingerprint === token.fingerprint);
  if (!key) return { result: "unknown_key" };
  if (!(await verifies(key, token.signature, token.signed))) return { result: "tampered" };
  const worth = standing(key, token.signedAt, now);
  if (!worth.startsWith("genuine")) return { result: worth };
  const { results, asOf } = await statusOf(token, key, atHand, now);
  const found = BY_STATUS.filter((result) => results.has(result));
  if (now < token.begins) found.push("not_yet_valid");
  if (token.ends !== null && Math.floor(now / 1000) * 1000 > token.ends) found.push("expired");
  found.push(...GAPS.filter((result) => results.has(result)));
  return { result: found[0] || worth, token, issuer: key.controller, asOf };
}
