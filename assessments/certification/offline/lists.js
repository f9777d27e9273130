// The signed lists of what was withdrawn or suspended. They are read in exactly the shape in which we publish them, so that what their
// signature covers (eddsa-rdfc-2022: the statements, in their canonical order) can be written down without a processor for linked data.
const XSD = "http://www.w3.org/2001/XMLSchema#", TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const CREDENTIALS = "https://www.w3.org/2018/credentials#", STATUS = "https://www.w3.org/ns/credentials/status#";
const SECURITY = "https://w3id.org/security#";
const SHORTEST = 131072, LONGEST = 1048576;
const ADDRESS = /^https?:\/\/[A-Za-z0-9._~:/%-]+$/, IDENTITY = /^did:web:[A-Za-z0-9._:%-]+$/;

function exactly(value, names) {
  demand(value !== null && typeof value === "object" && Object.keys(value).sort().join() === [...names].sort().join());
}

function shaped(list) {
  const { credentialSubject: subject, proof } = list;
  exactly(list, ["@context", "id", "type", "issuer", "validFrom", "validUntil", "credentialSubject", "proof"]);
  exactly(subject, ["id", "type", "statusPurpose", "encodedList", "ttl"]);
  exactly(proof, ["type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"]);
  demand(JSON.stringify(list["@context"]) === '["https://www.w3.org/ns/credentials/v2"]');
  demand(JSON.stringify(list.type) === '["VerifiableCredential","BitstringStatusListCredential"]');
  demand(ADDRESS.test(list.id) && subject.id === `${list.id}#list` && IDENTITY.test(list.issuer));
  demand(subject.type === "BitstringStatusList" && Object.values(PURPOSES).includes(subject.statusPurpose));
  demand(Number.isSafeInteger(subject.ttl) && subject.ttl >= 0);
  demand(proof.type === "DataIntegrityProof" && proof.cryptosuite === "eddsa-rdfc-2022");
  demand(proof.proofPurpose === "assertionMethod");
  return list;
}

function statements(subject, pairs) {
  return pairs.map(([predicate, object]) => `${subject} <${predicate}> ${object} .\n`);
}

const canonical = (lines) => UTF8.encode(lines.sort().join(""));
const named = (address) => `<${address}>`;
const moment = (text) => `"${text}"^^<${XSD}dateTime>`;

async function signedBytes(list) {
  const { credentialSubject: subject, proof } = list;
  const said = canonical([
    ...statements(named(list.id), [
      [TYPE, named(`${CREDENTIALS}VerifiableCredential`)],
      [TYPE, named(`${STATUS}BitstringStatusListCredential`)],
      [`${CREDENTIALS}credentialSubject`, named(subject.id)],
      [`${CREDENTIALS}issuer`, named(list.issuer)],
      [`${CREDENTIALS}validFrom`, moment(list.validFrom)],
      [`${CREDENTIALS}validUntil`, moment(list.validUntil)],
    ]),
    ...statements(named(subject.id), [
      [TYPE, named(`${STATUS}BitstringStatusList`)],
      [`${STATUS}encodedList`, `"${subject.encodedList}"^^<${SECURITY}multibase>`],
      [`${STATUS}statusPurpose`, `"${subject.statusPurpose}"`],
      [`${STATUS}ttl`, `"${subject.ttl}"^^<${XSD}integer>`],
    ]),
  ]);
  const proven = canonical(statements("_:c14n0", [
    [TYPE, named(`${SECURITY}DataIntegrityProof`)],
    ["http://purl.org/dc/terms/created", moment(proof.created)],
    [`${SECURITY}cryptosuite`, `"${proof.cryptosuite}"^^<${SECURITY}cryptosuiteString>`],
    [`${SECURITY}proofPurpose`, named(`${SECURITY}assertionMethod`)],
    [`${SECURITY}verificationMethod`, named(proof.verificationMethod)],
  ]));
  return joined(await sha256(proven), await sha256(said));
}

async function unpacked(text) {
  const packed = new Blob([fromBase64url(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  const reader = packed.getReader(), parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    demand(length * 8 <= LONGEST);
    parts.push(value);
  }
  demand(length * 8 >= SHORTEST);
  return joined(...parts);
}

// The list, or null for one that its issuer did not sign so.
async function opened(source, keyring, now) {
  try {
    const list = shaped(source), { proof, credentialSubject: subject } = list;
    const key = keyring.find((each) => each.id === proof.verificationMethod);
    demand(key && key.controller === list.issuer);
    const validFrom = momentOf(list.validFrom), validUntil = momentOf(list.validUntil);
    const worth = standing(key, momentOf(proof.created), now);
    demand(worth === "genuine" || worth === "genuine_key_retired_since");
    demand(await verifies(key, fromBase58(proof.proofValue, SIGNATURE_BYTES), await signedBytes(list)));
    const tag = hex(await sha256(UTF8.encode(list.id))).slice(0, 8);
    return { issuer: list.issuer, purpose: subject.statusPurpose, tag, validFrom, validUntil, bits: await unpacked(subject.encodedList) };
  } catch {
    return null; // whatever could not be read is not the issuer's
  }
}
