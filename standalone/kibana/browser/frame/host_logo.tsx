import type { ReactElement, SVGProps } from 'react';

/** The host's own mark, the same as `icon.svg`, for EUI's icon component. */
export function HostLogo(properties: SVGProps<SVGSVGElement> & { readonly title?: string; readonly titleId?: string }): ReactElement {
  const { title, titleId, ...rest } = properties;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" {...rest} aria-labelledby={title === undefined ? undefined : titleId}>
      {title !== undefined && <title id={titleId}>{title}</title>}
      <rect width="32" height="32" rx="6" fill="#0b64dd" />
      <path fill="#fff" d="M8 8h6v6H8zm10 0h6v6h-6zM8 18h6v6H8zm10 3h6v3h-6z" />
    </svg>
  );
}
