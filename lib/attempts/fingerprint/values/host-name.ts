/** Endings that no property of an object has. */
const HOST_ENDINGS = new Set(
  'com net org edu gov mil internal local localdomain localhost lan corp intranet arpa'.split(' '),
);

/** Endings that a property may have too (`logger.info`): a host needs three labels then, or a hyphen or digit. */
const LIKELY_ENDINGS = new Set(
  (
    'io dev app ai co cloud info biz xyz tech test example invalid home private eu uk us ca au nz de at ch fr nl be lu ie es pt it se no dk fi is pl ' +
    'cz sk hu ro bg gr tr ru ua jp cn kr hk tw sg in id th vn br mx ar cl za il ae sa'
  ).split(' '),
);

const HOST = /^[\w-]+(?:\.[\w-]+)+$/u;
const PORT = /^:\d{2,5}(?!\w)/u;

/** Whether a word is the name of a host; `after` is the text that follows it, which may be a port. */
export function isHostName(word: string, after: string): boolean {
  if (word === 'localhost') return true;
  if (!/[.-]/u.test(word)) return false;
  if (PORT.test(after)) return true;
  if (!HOST.test(word) || word.startsWith('this.')) return false;
  const labels = word.split('.');
  const ending = (labels.at(-1) ?? '').toLowerCase();
  if (HOST_ENDINGS.has(ending)) return true;
  return LIKELY_ENDINGS.has(ending) && (labels.length > 2 || /[\d-]/u.test(word));
}
