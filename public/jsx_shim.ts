/** What the build injects as JSX factory, so that the `css` property works with the host's own Emotion. */
export { jsx } from '@emotion/react';
export { Fragment } from 'react';
