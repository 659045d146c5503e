/** The desk's own page for who is not signed in. */
export const LOGIN_PAGE = '/login';

/** Header by which a page learns its own address, with the query: set on each request, so nobody else can. */
export const ADDRESS_HEADER = 'x-redrive-address';
