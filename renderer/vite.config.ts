// Builds the window's bundle into out/renderer. Relative addresses, so that the same files work at `/` of a host and at
// `pearl://app/`. Everything it shows travels in the bundle: fonts, icons and texts, no foreign request.
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))
const project = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  root,
  base: './',
  // The theme templates of the component library belong to the generated files, not to the source.
  cacheDir: `${project}node_modules/.vite-renderer`,
  plugins: [
    vue(),
    ui({
      root: project,
      // Components and composables are imported by name where they are used: no generated declarations in the tree.
      components: false,
      autoImport: false,
      icon: { clientBundle: { scan: { globInclude: ['renderer/src/**/*.{vue,ts}'] } } },
      theme: { colors: ['primary', 'neutral', 'success', 'warning', 'error', 'info'] },
      ui: {
        colors: { primary: 'lagoon', neutral: 'stone' },
        button: {
          slots: { base: 'cursor-pointer' },
          // The library's own lightens under the pointer until white letters on it are too faint to read (WCAG 2.2, 1.4.3).
          compoundVariants: [
            {
              color: 'primary' as const,
              variant: 'solid' as const,
              class: 'hover:bg-lagoon-800 active:bg-lagoon-900 dark:hover:bg-lagoon-300 dark:active:bg-lagoon-200',
            },
          ],
        },
      },
    }),
  ],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    outDir: `${project}out/renderer`,
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // In one file with zod, so that no schema of another file is made before it has been told not to compile itself.
        codeSplitting: { groups: [{ name: 'validation', test: /node_modules[\\/]zod[\\/]|src[\\/]validation\.ts$/ }] },
      },
    },
  },
})
