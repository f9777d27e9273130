// What stands in the QR code, before anybody asked whether it is true. The layout is told in badges/token.py.
const SIGNATURE_BYTES = 64, HEAD_BYTES = 20, MARK_BYTES = 8, MOST_LETTERS = 1000, NEVER = 0xffff;
const DAY = 86400000, QUARTER = 900000, MOST_QUARTERS = 95;
const FIRST_DAY = Date.UTC(2000, 0, 1);
const PREFIX = UTF8.encode("certificate token\0");
const PURPOSES = { 1: "revocation", 2: "suspension" };

function tokenIn(text) {
  const letters = text.trim().split("#").pop();
  demand(letters.length <= MOST_LETTERS);
  const data = fromBase32(letters);
  demand(data.length > SIGNATURE_BYTES + HEAD_BYTES);
  const payload = data.subarray(0, -SIGNATURE_BYTES);
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  demand(view.getUint8(0) === 1);
  const start = HEAD_BYTES + view.getUint8(19) * MARK_BYTES;
  demand(start <= payload.length);
  const [code, title, name] = texts(payload.subarray(start));
  return {
    fingerprint: hex(payload.subarray(1, 9)),
    signedAt: view.getUint32(9) * 1000,
    begins: midnight(view.getUint16(13), view.getInt8(15)),
    ends: view.getUint16(16) === NEVER ? null : midnight(view.getUint16(16), view.getInt8(18)) + DAY - 1000,
    firstDay: FIRST_DAY + view.getUint16(13) * DAY,
    lastDay: view.getUint16(16) === NEVER ? null : FIRST_DAY + view.getUint16(16) * DAY,
    marks: marksIn(view, start),
    code, title, name,
    signed: joined(PREFIX, payload),
    signature: data.subarray(-SIGNATURE_BYTES),
  };
}

function midnight(days, quarters) {
  demand(Math.abs(quarters) <= MOST_QUARTERS);
  return FIRST_DAY + days * DAY - quarters * QUARTER;
}

function marksIn(view, end) {
  const marks = [];
  for (let at = HEAD_BYTES; at < end; at += MARK_BYTES) {
    const purpose = PURPOSES[view.getUint8(at)];
    demand(purpose);
    marks.push({
      purpose,
      tag: view.getUint32(at + 1).toString(16).padStart(8, "0"),
      index: view.getUint16(at + 5) * 256 + view.getUint8(at + 7),
    });
  }
  return marks;
}

function texts(data) {
  const found = [];
  while (data.length) {
    const end = data[0] + 1;
    try {
      found.push(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data.subarray(1, end)));
    } catch {
      throw new Refused();
    }
    data = data.subarray(end);
  }
  demand(found.length === 3);
  return found;
}
