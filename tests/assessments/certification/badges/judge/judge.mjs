// Answers questions about credentials, one JSON object on standard input. It reads the pinned contexts and fetches nothing.
//   {contexts: {address: document}, now, questions: [question…]} → [answer…]
// A question is {verify: credential, documents: {address: document}} or {sign: credential, key: {id, controller, …Multibase}}.

import {readFileSync} from 'node:fs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';

const {contexts, now, questions} = JSON.parse(readFileSync(0, 'utf8'));

function loaderOf(documents) {
  const known = {...contexts, ...documents};
  return async address => {
    if(!Object.hasOwn(known, address)) {
      throw new Error(`${address} is not at hand`);
    }
    return {contextUrl: null, documentUrl: address, document: structuredClone(known[address])};
  };
}

function messages(error) {
  const inner = error?.errors ?? error?.cause?.errors ?? [];
  return [error?.message, ...inner.map(each => each.message)].filter(Boolean).join('; ');
}

// The library checks the signature of a status list by today's clock; here it is done at the moment asked about.
function statusCheckerAt(moment) {
  return async options => {
    for(const entry of [options.credential.credentialStatus].flat()) {
      const {document: credential} = await options.documentLoader(entry.statusListCredential);
      const {verified, error} = await vc.verifyCredential({...options, credential, now: moment});
      if(!verified) {
        return {verified, error};
      }
    }
    return checkStatus({...options, verifyBitstringStatusListCredential: false});
  };
}

async function verify({verify: credential, documents}) {
  const moment = new Date(now);
  const checked = await vc.verifyCredential({
    credential,
    suite: new DataIntegrityProof({cryptosuite}),
    documentLoader: loaderOf(documents),
    checkStatus: statusCheckerAt(moment),
    now: moment
  });
  const statuses = (checked.statusResult?.results ?? []).map(({credentialStatus, status}) =>
    [credentialStatus.statusPurpose, status]);
  const error = messages(checked.error) || messages(checked.statusResult?.error);
  return {verified: checked.verified, error, statuses: Object.fromEntries(statuses)};
}

async function sign({sign: credential, key, date}) {
  const pair = await Ed25519Multikey.from({'@context': 'https://w3id.org/security/multikey/v1', type: 'Multikey', ...key});
  const suite = new DataIntegrityProof({signer: pair.signer(), cryptosuite, date});
  return {signed: await vc.issue({credential, suite, documentLoader: loaderOf({})})};
}

const answers = [];
for(const question of questions) {
  try {
    answers.push(await ('verify' in question ? verify : sign)(question));
  } catch(error) {
    answers.push({verified: false, error: messages(error)});
  }
}
process.stdout.write(JSON.stringify(answers));
