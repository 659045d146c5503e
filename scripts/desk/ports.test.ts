import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { claimPort, readPort } from './ports.ts';

describe('readPort', () => {
  it('takes the variable, or the default where it is absent or empty', () => {
    expect(readPort({ PORT: '8080' }, 'PORT', 3000)).toBe(8080);
    expect(readPort({ PORT: '' }, 'PORT', 3000)).toBe(3000);
    expect(readPort({}, 'PORT', 3000)).toBe(3000);
  });

  it.each(['abc', '-1', '65536', '80.5', '0x'])(
    'refuses %s in one sentence that names the variable',
    (text) => {
      expect(() => readPort({ PORT: text }, 'PORT', 3000)).toThrow(`PORT=${text} is not a port`);
    },
  );
});

describe('claimPort', () => {
  it('names a taken port and the variable to choose another', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      await expect(claimPort(port, 'REDRIVE_ENGINE_PORT')).rejects.toThrow(
        new RegExp(`^Port ${port} is taken by another program: .*REDRIVE_ENGINE_PORT`),
      );
    } finally {
      server.close();
    }
  });

  it('finds a free port for 0 and leaves it free', async () => {
    const port = await claimPort(0, 'PORT');
    expect(port).toBeGreaterThan(0);
    expect(await claimPort(port, 'PORT')).toBe(port);
  });
});
