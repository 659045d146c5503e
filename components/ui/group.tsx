import type { ComponentProps, ReactNode } from 'react';

/** Things that belong together under one name, where a fieldset would claim to be part of a form. */
export function Group({ label, ...rest }: ComponentProps<'div'> & { label: string }) {
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the tags of this role mean forms, disclosure or headings
  return <div role="group" aria-label={label} {...rest} />;
}

/** A box with its own scrollbar, which the keyboard can reach and move. Its keys are its own: a drawer leaves them alone. */
export function ScrollBox({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <Group label={label} tabIndex={0} data-scrolls className={`overflow-auto ${className}`}>
      {children}
    </Group>
  );
}
