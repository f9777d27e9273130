// Bytes as text, each in its one spelling: anything else is refused (badges/multibase.py, badges/token.py).
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const UTF8 = new TextEncoder();

class Refused extends Error {}

function demand(holds) {
  if (!holds) throw new Refused();
}

function fromBase32(text) {
  const bytes = [];
  let bits = 0, held = 0;
  for (const letter of text) {
    const value = BASE32.indexOf(letter);
    demand(value >= 0);
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  // What is left over is less than a letter, and nothing stands in it.
  demand(bits < 5 && held === 0);
  return Uint8Array.from(bytes);
}

function fromBase58(text, length) {
  demand(text.startsWith("z") && text.length <= 2 * length + 1);
  let number = 0n;
  for (const letter of text.slice(1)) {
    const digit = BASE58.indexOf(letter);
    demand(digit >= 0);
    number = number * 58n + BigInt(digit);
  }
  const bytes = new Uint8Array(length);
  for (let at = length - 1; at >= 0; at -= 1) {
    bytes[at] = Number(number & 255n);
    number >>= 8n;
  }
  const zeros = bytes.findIndex((byte) => byte !== 0);
  const ones = /^z(1*)/.exec(text)[1].length;
  demand(number === 0n && ones === (zeros < 0 ? length : zeros));
  return bytes;
}

function fromBase64url(text) {
  demand(/^u[A-Za-z0-9_-]+$/.test(text));
  const plain = text.slice(1).replace(/-/g, "+").replace(/_/g, "/");
  let binary;
  try {
    binary = atob(plain);
  } catch {
    throw new Refused();
  }
  demand(btoa(binary).replace(/=+$/, "") === plain);
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function joined(...parts) {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

// A moment as the standards write it, in milliseconds.
function momentOf(text) {
  demand(typeof text === "string" && /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/.test(text));
  const moment = Date.parse(text);
  demand(!Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text.slice(0, 19)));
  return moment;
}
