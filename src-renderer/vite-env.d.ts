// Types of what Vite imports beside code: styles, images, fonts.
/// <reference types="vite/client" />
declare module '@fontsource-variable/inter'
