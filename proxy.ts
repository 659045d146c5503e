import { NextResponse, type NextRequest } from 'next/server';

/** Only an address with a percent sign can be malformed; all others go past this. */
export const config = { matcher: '/(.*%.*)' };

/** Answers 400 to an address that cannot be decoded, where Next itself answers 500 before any route runs. */
export function proxy(request: NextRequest): Response {
  try {
    decodeURIComponent(request.nextUrl.pathname);
    return NextResponse.next();
  } catch {
    const error = {
      code: 'invalid-input',
      message: 'The address has a percent sign that encodes nothing. Write a percent sign itself as %25.',
    };
    return Response.json({ error }, { status: 400, headers: { 'cache-control': 'no-store' } });
  }
}
