import { describe, expect, it } from 'vitest';
import { normaliseMessage } from './normalise-message.ts';

describe('normaliseMessage', () => {
  it.each([
    // Ids
    ['Order ord_8F3K2 not found', 'Order ord_QWERT not found'],
    ['Order A-10427 not found', 'Order INV-2026-001 not found'],
    ["No such customer: 'cus_NffrFeUfNV2Hib'", "No such customer: 'cus_roawaNNKgmxTug'"],
    [
      'No such payment_intent: pi_3MtwBwLkdIwHu7ix28a3tqPa',
      'No such payment_intent: pi_3NxQuhLkdIwHu7ix0snN0B15',
    ],
    ['Lock 01ARZ3NDEKTSV4RRFFQ69G5FAV is held', 'Lock V1StGXR8_Z5jdHi6B-myT is held'],
    ['job 3f2504e0-4f89-41d3-9a0c-0305e82c3301 stalled', 'job 9b2d1a6c stalled'],
    ['Cannot lock worker-3', 'Cannot lock worker-12'],
    [
      'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N rejected',
      'token c2VjcmV0+4JkZw== rejected',
    ],
    // Numbers, sizes, money
    ['timeout of 3000ms exceeded', 'timeout of 30s exceeded'],
    ['Query read timeout after 1.5 s', 'Query read timeout after 900 ms'],
    ['Balance -3.50 is too low', 'Balance 1,234.56 is too low'],
    ['charge of $12.50 declined', 'charge of 7 € declined'],
    ['Payload of 1.2 MB is too large', 'Payload of 900KiB is too large'],
    ['disk is 93% full', 'disk is 100 % full'],
    ['read 1.5E-9 of 0x7ffe10', 'read +42 of 17'],
    ['1 record failed', '12 records failed'],
    ['gave up after 1 retry', 'gave up after 3 retries'],
    // Times
    ['expired at 2026-02-03T04:05:06.789Z', 'expired at 2026-02-03 04:05:06+01:00'],
    ['expired at Tue, 03 Feb 2026 04:05:06 GMT', 'expired at 1769904306000'],
    [
      'expired at Tue Feb 03 2026 04:05:06 GMT+0100 (Central European Standard Time)',
      'expired at 2/3/2026, 4:05:06 PM',
    ],
    ['expired at 03/Feb/2026:04:05:06 +0000', 'expired at Feb 3, 2026'],
    // Addresses, hosts, paths
    ['connect ECONNREFUSED 10.0.3.4:5432', 'connect ECONNREFUSED ::1:5432'],
    ['connect ECONNREFUSED 127.0.0.1:6379', 'connect ECONNREFUSED [2001:db8::ff00:42:8329]:6379'],
    ['getaddrinfo ENOTFOUND db.internal', 'getaddrinfo ENOTFOUND postgres'],
    ['getaddrinfo EAI_AGAIN sqs.eu-west-1.amazonaws.com', 'getaddrinfo EAI_AGAIN api-2.example.dev'],
    ['Bounced: bob@example.com', 'Bounced: alice.b+tag@mail.example.org'],
    ['GET https://api.example.com/v1/orders/17?full=1 failed', 'GET http://localhost:3000 failed'],
    [
      'denied for arn:aws:sqs:eu-west-1:123456789012:orders',
      'denied for arn:aws-cn:lambda:cn-north-1:1:function:f',
    ],
    [
      "ENOENT: no such file or directory, open '/tmp/in/x'",
      "ENOENT: no such file or directory, open 'C:\\temp\\orders.csv'",
    ],
    ["Cannot find module '/var/task/a.js'", "Cannot find module 'file:///var/task/b/c.mjs'"],
    ['bad config at /etc/app.yml:12:5', 'bad config at ~/app.yml:3'],
    // Lists
    ['items 1, 2, 3 are sold', 'items 4 and 5 are sold'],
    ["unknown ids: ['a1', 'b2', 'c3']", "unknown ids: ['d4']"],
    // What known software prints
    [
      'Unexpected token \'x\', ..."{"a":x}" is not valid JSON',
      'Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
    ],
    ['Unexpected token < in JSON at position 0', 'Unexpected token } in JSON at position 17'],
    [
      "Expected ',' in JSON at position 12 (line 1 column 13)",
      "Expected ',' in JSON at position 4 (line 2 column 1)",
    ],
    ['Key (email)=(bob) already exists.', 'Key (email)=(alice smith) already exists.'],
    ['invalid input syntax for type integer: "abc"', 'invalid input syntax for type integer: "x y"'],
    ["Duplicate entry 'bob' for key 'users.email'", "Duplicate entry 'alice' for key 'users.email'"],
    [
      '[ { "path": [ "items", 3, "price" ], "message": "Required" } ]',
      '[\n  { "path": ["items", 14, "price"], "message": "Required" }\n]'
        .replace('["', '[ "')
        .replace('"]', '" ]'),
    ],
  ])('finds one cause in %j and %j', (one, other) => {
    expect(normaliseMessage(other)).toBe(normaliseMessage(one));
  });

  it.each([
    ['violates unique constraint "users_email_key"', 'violates unique constraint "users_name_key"'],
    [
      'violates unique constraint "UQ_97672ac88f789774dd47f7c8be3"',
      'violates unique constraint "UQ_2d443082eccd5198f95f2a36e2c"',
    ],
    ['column "email" does not exist', 'column "phone" does not exist'],
    ['relation "orders_v2" does not exist', 'relation "orders_v3" does not exist'],
    ['Key (id)=(1) already exists.', 'Key (email)=(1) already exists.'],
    [
      "Cannot read properties of undefined (reading 'name')",
      "Cannot read properties of undefined (reading 'id')",
    ],
    ['order.items.map is not a function', 'user.items.map is not a function'],
    ['logger.info is not a function', 'logger.warn is not a function'],
    ['s3Client.send is not a function', 'ec2Client.send is not a function'],
    ['Request failed with status code 404', 'Request failed with status code 503'],
    ['HTTP/1.1 404 from api.example.com', 'HTTP/1.1 500 from api.example.com'],
    ['Process exited with code 1', 'Process exited with code 137'],
    ['SQLSTATE[23505]: failed', 'SQLSTATE[23503]: failed'],
    ['ORA-00942: no', 'ORA-01017: no'],
    ['P2002 of Prisma', 'P2025 of Prisma'],
    ['sha256 does not match', 'sha512 does not match'],
    ['connect ECONNREFUSED 10.0.3.4:5432', 'connect ETIMEDOUT 10.0.3.4:5432'],
    ['std::bad_alloc', 'std::bad_cast'],
    ['Die Bestellung 17 ist ungültig', 'Die Bestellung 17 ist überfällig'],
  ])('tells %j from %j', (one, other) => {
    expect(normaliseMessage(other)).not.toBe(normaliseMessage(one));
  });

  it('leaves words as they are and puts white space in order', () => {
    const text = "Can't pay: card_declined (do not honour), see order.status!";
    expect(normaliseMessage(`  ${text.replace(' ', '\n\t')} `)).toBe(text);
    expect(normaliseMessage('')).toBe('');
  });

  it('finds one cause however long the values are, as long as they fit', () => {
    const list = (count: number) => Array.from({ length: count }, (_, index) => `ord_${index}`).join(', ');
    expect(normaliseMessage(`Orders ${list(90)} are gone`)).toBe(
      normaliseMessage(`Orders ${list(2)} are gone`),
    );
  });

  it.each([
    '/!',
    '+',
    'a@',
    'a:',
    '1,',
    'a://.',
    '\'\\"',
    'Aa',
    ')=(',
    'Unexpected token ',
    "Duplicate entry '",
    '::',
    '<*>',
    '1 - ',
  ])('is done soon with 100 kB of %j', (text) => {
    const long = text.repeat(100_000 / text.length);
    // A few milliseconds; with a time that is the square of the length the test would run out of its own.
    expect(normaliseMessage(long)).toBe(normaliseMessage(long.slice(0, 2_000)));
  });

  it('reads no more than the beginning', () => {
    const text = 'word '.repeat(300);
    expect(normaliseMessage(text)).toBe(normaliseMessage(`${text} and another end`));
    expect(normaliseMessage(text).length).toBeLessThanOrEqual(512);
  });
});
