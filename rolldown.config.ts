import { defineConfig } from 'rolldown';

/**
 * Joins what tsc built of the command line, and the packages it loads, to a few files in the same places: finding and reading 200 of
 * them took a third of the start of `check`. Modules stay beside them for those who import the library.
 */
export default defineConfig({
  input: { 'cli/main': 'dist/cli/main.js', 'experiment/worker': 'dist/experiment/worker.js' },
  platform: 'node',
  logLevel: 'warn',
  // They look for files of their own.
  external: ['piscina', '@resvg/resvg-js'],
  output: {
    dir: 'dist',
    chunkFileNames: 'joined/[name].js',
    codeSplitting: {
      groups: [
        // Workers need one of them, whoever reads a scenario both.
        { name: 'random', test: /dist.(random|metrics|vocabulary)/ },
        { name: 'scenario', test: /dist.scenario|node_modules.(zod|yaml)./ },
      ],
    },
  },
});
