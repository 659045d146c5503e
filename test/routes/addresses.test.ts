import * as fc from 'fast-check';
import { NextRequest } from 'next/server';
import { expect, it } from 'vitest';
import { proxy } from '../../proxy.ts';
import { judge } from './judge.ts';

const broken = fc.constantFrom('%', '%z', '%zz', '%E0%A4%A', '%C0%80', '%ff', '%F4%90%80%80', '%ED%A0%80');
const plain = fc.constantFrom('queues', 'redrives', 'a', '%2e', '%00', '%25', '💥', '__proto__', '');

it('an address that cannot be decoded is refused in the shape of the API', async () => {
  const parts = fc.tuple(fc.array(plain, { maxLength: 4 }), broken, fc.array(plain, { maxLength: 2 }));
  await fc.assert(
    fc.asyncProperty(parts, async ([before, bad, after]) => {
      const address = `http://localhost:3000/api/${[...before, bad, ...after].join('/')}`;
      const headers = { host: 'localhost:3000' };
      const answer = proxy(new NextRequest(address, { headers }));
      expect(await judge(answer, 'no secret here')).toEqual({ status: 400, faults: [] });
    }),
  );
});
