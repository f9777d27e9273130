// The page itself: takes a scanned or pasted code, and says what was found. What is shown comes from `atHand`, which stands in the page.
const atHand = JSON.parse(document.getElementById("at-hand").textContent);
const part = (name) => document.getElementById(name);
const SVG = "http://www.w3.org/2000/svg";

function put(parent, name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

function day(moment) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(moment);
}

function filled(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (_whole, name) => values[name] || "");
}

function drawn(parent, drawing) {
  const svg = document.createElementNS(SVG, "svg");
  const round = document.createElementNS(SVG, "circle"), lines = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 48 48", width: 64, height: 64, "aria-hidden": "true" })) svg.setAttribute(key, value);
  for (const [key, value] of Object.entries({ cx: 24, cy: 24, r: 22 })) round.setAttribute(key, value);
  lines.setAttribute("d", drawing);
  svg.append(round, lines);
  parent.append(svg);
}

function saidOf(words, values) {
  const box = document.createElement("section");
  box.className = `answer is-${words.mood}`;
  drawn(box, words.drawing);
  const said = put(box, "div");
  put(said, "h2", words.headline);
  words.sentences.forEach((sentence) => put(said, "p", filled(sentence, values)));
  return box;
}

function paperOf(token, issuer) {
  const words = atHand.words, paper = document.createElement("section");
  paper.className = "paper";
  put(paper, "p", words.name, { class: "label" });
  put(paper, "p", token.name, { class: "name", translate: "no" });
  put(paper, "p", token.title, { class: "title" });
  const facts = put(paper, "dl");
  for (const [label, value] of [
    [words.issuer, issuer],
    [words.code, token.code.replace(/^(.{4})(.{4})(.*)$/, "$1-$2-$3")],
    [words.from, day(token.firstDay)],
    [words.until, token.lastDay === null ? words.endless : day(token.lastDay)],
    [words.signed, day(token.signedAt)],
  ]) {
    const row = put(facts, "div");
    put(row, "dt", label);
    put(row, "dd", value);
  }
  return paper;
}

function valuesOf({ token, asOf }) {
  return {
    today: day(Date.now()),
    as_of: asOf ? day(asOf) : "",
    first: token ? day(token.firstDay) : "",
    last: token && token.lastDay !== null ? day(token.lastDay) : "",
  };
}

function show(found) {
  const words = atHand.words.results[found.result], answer = part("answer");
  const shown = [saidOf(words, valuesOf(found))];
  if (found.token) shown.push(paperOf(found.token, atHand.issuers[found.issuer] || atHand.words.unnamed));
  answer.replaceChildren(...shown);
  answer.dataset.result = found.result;
  answer.focus();
}

// Without Ed25519 it can be read, and it cannot be said whether it is true.
function unchecked(text) {
  try {
    const token = tokenIn(text);
    const signer = atHand.keyring.find((key) => key.fingerprint === token.fingerprint);
    return { result: "unchecked", token, issuer: signer ? signer.controller : "" };
  } catch {
    return { result: "unreadable" };
  }
}

async function readPicture(file) {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const codes = await detector.detect(await createImageBitmap(file));
  part("token").value = codes.length ? codes[0].rawValue : "";
  await check();
}

async function check() {
  const text = part("token").value;
  show(atHand.able ? await judge(text, atHand, Date.now()) : unchecked(text));
}

async function begin() {
  atHand.able = await canCheck();
  atHand.keyring = await keyringOf(atHand.keys);
  part("cannot").hidden = true;
  part("ask").hidden = false;
  part("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  if (typeof BarcodeDetector === "function") {
    part("camera").hidden = false;
    part("picture").addEventListener("change", (event) => readPicture(event.target.files[0]));
  }
  if (location.hash.length > 1) {
    part("token").value = location.hash.slice(1);
    await check();
  }
}

begin();
