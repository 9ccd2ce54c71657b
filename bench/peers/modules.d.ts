// Installed by `npm run bench:peers` alone, into a folder of its own: here tsc must do without its types.
declare module 'protobufjs';
