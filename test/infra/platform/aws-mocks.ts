const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

type Fields = Record<string, unknown>;

/** What AWS would say of a resource after it was made: what it was made with, and its addresses. */
export function createState(type: string, name: string, inputs: Fields): Fields {
  const given = (field: string) => (typeof inputs[field] === 'string' ? inputs[field] : `${name}-made-up`);
  const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
  const kind = type.split(':').at(-1);
  switch (kind) {
    case 'Queue': {
      const queue = given('name');
      const url = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${queue}`;
      return { ...inputs, name: queue, arn: arn('sqs', queue), url };
    }
    case 'Function': {
      const fn = given('name');
      const own = type.startsWith('aws:lambda')
        ? arn('lambda', `function:${fn}`)
        : arn('cloudfront', `function/${fn}`);
      return { ...inputs, name: fn, arn: own, qualifiedArn: `${own}:1`, version: '1' };
    }
    case 'FunctionUrl':
      return { ...inputs, functionUrl: `https://${name.toLowerCase()}.lambda-url.${REGION}.on.aws/` };
    case 'Table':
      return { ...inputs, name: given('name'), arn: arn('dynamodb', `table/${given('name')}`) };
    case 'Topic':
      return { ...inputs, name: given('name'), arn: arn('sns', given('name')) };
    case 'Role':
      return { ...inputs, name: given('name'), arn: `arn:aws:iam::${ACCOUNT}:role/${given('name')}` };
    case 'Bucket':
    case 'BucketV2': {
      const bucket = given('bucket').toLowerCase();
      const domain = `${bucket}.s3.${REGION}.amazonaws.com`;
      return { ...inputs, bucket, arn: `arn:aws:s3:::${bucket}`, bucketRegionalDomainName: domain };
    }
    case 'Distribution':
      return {
        ...inputs,
        arn: `arn:aws:cloudfront::${ACCOUNT}:distribution/E1`,
        domainName: 'd111111abcdef8.cloudfront.net',
        hostedZoneId: 'Z2FDTNDATAQYW2',
      };
    case 'Certificate': {
      const domainName = given('domainName');
      const record = {
        resourceRecordName: `_1.${domainName}`,
        resourceRecordType: 'CNAME',
        resourceRecordValue: '_2',
      };
      return {
        ...inputs,
        arn: arn('acm', 'certificate/1'),
        domainValidationOptions: [{ domainName, ...record }],
      };
    }
    case 'Resource':
      // Of SST's own: what it looked up.
      return { ...inputs, zoneId: 'Z1' };
    case 'RandomBytes':
      return { ...inputs, base64: Buffer.alloc(32, 7).toString('base64') };
    default:
      return { ...inputs, arn: arn('made-up', `${String(kind)}/${name}`) };
  }
}

/** What AWS, or the provider itself, would answer to a question of the components. */
export function answerCall(token: string, inputs: Fields): Fields {
  switch (token) {
    case 'aws:index/getPartition:getPartition':
      return { partition: 'aws', dnsSuffix: 'amazonaws.com' };
    case 'aws:index/getRegion:getRegion':
      return { region: REGION, name: REGION, id: REGION };
    case 'aws:index/getCallerIdentity:getCallerIdentity':
      return { accountId: ACCOUNT };
    case 'aws:iam/getPolicyDocument:getPolicyDocument':
      return { ...inputs, json: toPolicy(inputs) };
    default:
      return inputs;
  }
}

interface StatementInputs {
  effect?: string;
  actions?: string[];
  resources?: string[];
  principals?: { type: string; identifiers: string[] }[];
  conditions?: { test: string; variable: string; values: string[] }[];
}

function toPolicy({ statements = [] }: { statements?: StatementInputs[] }): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ effect = 'Allow', actions, resources, principals, conditions }) => ({
      Effect: effect,
      Action: actions,
      Resource: resources,
      Principal:
        principals && Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers])),
      Condition:
        conditions &&
        Object.fromEntries(conditions.map(({ test, variable, values }) => [test, { [variable]: values }])),
    })),
  });
}
