/** Only Lambda may take the role of a function; SST would let everyone in the account who may assume roles take it too. */
const LAMBDA_ONLY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
});

/** For the `transform` of a function. */
export const trustLambdaOnly = { role: { assumeRolePolicy: LAMBDA_ONLY } };
