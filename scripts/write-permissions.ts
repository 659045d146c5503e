import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { writeDocument } from '../infra/permissions/document.ts';

const PATH = 'docs/permissions.md';
writeFileSync(PATH, await format(writeDocument(), { ...(await resolveConfig(PATH)), filepath: PATH }));
console.log(`${PATH} written`);
