/**
 * `arn:aws:lambda:us-east-1:000000000000:function:charge:live` → `charge:live`; `$LATEST` is left out, because a plain name means it.
 * What is no ARN is a name already.
 */
export function functionNameOfArn(arn: string): string {
  const name = arn.startsWith('arn:') ? arn.split(':').slice(6).join(':') : arn;
  return name.replace(/:\$LATEST$/, '');
}
