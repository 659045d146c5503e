/** Words with a digit, and abbreviations in capitals, that name a thing and not one of many. In lower case. */
const TECHNICAL_WORDS = new Set(
  (
    'a11y auth0 auth2 b2b b2c base16 base32 base58 base64 base64url bcrypt2 crc32 d3 ec2 es5 es6 float32 float64 gpt2 h2 http http1 http2 ' +
    'http3 https html i18n int16 int2 int32 int4 int64 int8 ipv4 ipv6 iso8601 json json5 jsonb k8s l10n latin1 log4j md4 md5 mp3 mp4 neo4j null ' +
    'oauth1 oauth2 p2p p50 p90 p95 p99 pbkdf2 rfc3339 rsa2048 s3 sha1 sha224 sha256 sha384 sha512 ssl2 ssl3 sse4 tls1 true false uint16 uint32 ' +
    'uint64 uint8 utf utf-16 utf-16le utf-32 utf-8 utf16 utf16le utf32 utf7 utf8 utf8mb3 utf8mb4 uuid v8 web3 x25519 x509 x86 x86_64 ed25519 ' +
    'aes128 aes192 aes256 aes-128 aes-256 sha-1 sha-256 sha-512 oauth tls https utc xml yaml'
  ).split(' '),
);

const VERSION = /^v\d{1,2}$/u;
const HUMP = /\p{Lu}+(?!\p{Ll})\p{Nd}*|\p{Lu}?\p{Ll}+\p{Nd}*|\p{Nd}+/gu;

const MIN_NAME_LETTERS = 4;

/** Whether a word names a technical thing, in any case of its letters; `v2` does too. */
export function isTechnicalWord(word: string): boolean {
  const lower = word.toLowerCase();
  return TECHNICAL_WORDS.has(lower) || VERSION.test(lower);
}

/** Whether every hump with a digit of a `camelCase` name (`toBase64String`, `S3Client`) names a technical thing. */
export function isTechnicalName(word: string): boolean {
  const humps = word.match(HUMP) ?? [];
  const plain = humps.filter((hump) => !/\p{Nd}/u.test(hump));
  return (
    plain.length < humps.length &&
    humps.join('') === word &&
    plain.every((hump) => hump.length > 1) &&
    plain.some((hump) => hump.length >= MIN_NAME_LETTERS) &&
    humps.every((hump) => plain.includes(hump) || isTechnicalWord(hump))
  );
}
