interface WantedText {
  text: string;
  at: 'whole' | 'start' | 'end' | 'anywhere';
  caseMatters: boolean;
}

/** Prepares looking for a text. Where case does not matter, letters are equal that Unicode pairs one to one. */
export function textMatcher({ text, at, caseMatters }: WantedText): (value: string) => boolean {
  if (!caseMatters) {
    const pattern = patternOf(text, at);
    if (at === 'whole') return (value) => value.length === text.length && pattern.test(value);
    return (value) => pattern.test(value);
  }
  if (at === 'whole') return (value) => value === text;
  if (at === 'start') return (value) => value.startsWith(text);
  if (at === 'end') return (value) => value.endsWith(text);
  return (value) => value.includes(text);
}

/** Only ever of escaped text, so it cannot backtrack. Takes half the time of `toLowerCase` and `includes`, and copies no body. */
function patternOf(text: string, at: WantedText['at']): RegExp {
  if (at === 'anywhere') return new RegExp(aroundItsRarest(text), 'i');
  const start = at === 'end' ? '' : '^';
  const end = at === 'start' ? '' : '$';
  return new RegExp(start + escapeText(text) + end, 'i');
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** How many characters an engine skips by best; with more it stops skipping where they are frequent ones. */
const WINDOW = 5;
/** Characters of JSON, the frequent ones first. */
const FREQUENT = 'e"taoinsrl0d:,c1 2um.p-34589h67gbfyvkw_{}[]/xjqz';

/** The same text, looked for by that part of it which is rarest in JSON. */
function aroundItsRarest(text: string): string {
  if (text.length <= WINDOW) return escapeText(text);
  const rarity = Array.from(text.toLowerCase().split(''), (character) => {
    const place = FREQUENT.indexOf(character);
    return place === -1 ? FREQUENT.length : place;
  });
  let from = 0;
  let rarest = -1;
  for (let at = 0; at + WINDOW <= text.length; at += 1) {
    const sum = rarity.slice(at, at + WINDOW).reduce((total, one) => total + one, 0);
    if (sum > rarest) [from, rarest] = [at, sum];
  }
  const [before, part, behind] = [
    text.slice(0, from),
    text.slice(from, from + WINDOW),
    text.slice(from + WINDOW),
  ].map((piece) => escapeText(piece));
  // Looking back comes after the part: before it, it would be tried at every character.
  return `${part}(?<=${before}${part})(?=${behind})`;
}
