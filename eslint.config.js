// Lint rules: what the compiler cannot see and reviews should not have to. Style belongs to Prettier.
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const typed = ['{server,shared,electron,bench,tests,scripts,renderer}/**/*.ts', 'renderer/**/*.vue']
const pages = ['renderer/**/*.{ts,vue}']

export default defineConfig(
  globalIgnores([
    'out/',
    'dist/',
    '.tools/',
    '.electron-runtime*/',
    'test-results/',
    'playwright-report/',
    '**/*.d.ts',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: typed,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.vue'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Fastify's handlers and plugins are async by contract, whether or not they wait for something.
      '@typescript-eslint/require-await': 'off',
      // `fire and forget` handlers of events are checked by no-floating-promises where it matters.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/ban-ts-comment': 'error',
      // Our objects are closures without `this`; their methods are meant to be passed around.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{ts,vue,js,mjs,cjs}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'NewExpression[callee.name="RegExp"][arguments.0.type!="Literal"], CallExpression[callee.name="RegExp"][arguments.0.type!="Literal"]',
          message:
            'A pattern built at run time can be made to hang or to match too much: write a literal, or compare strings.',
        },
      ],
      'max-lines': ['error', 350],
    },
  },
  {
    files: pages,
    extends: [vue.configs['flat/recommended'], a11y.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-undef-properties': 'error',
    },
  },
  {
    // What it shows was made by the parser and sanitised; nothing else makes markup of text.
    files: ['renderer/src/markdown/MarkdownText.vue'],
    rules: { 'vue/no-v-html': 'off' },
  },
  {
    // A server's messages go through its log, a page's to the person.
    files: ['server/**/*.ts', ...pages],
    ignores: ['server/cli*.ts', 'server/commands/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      'max-lines': 'off',
      // Expected texts and addresses are matched with patterns made of them; nobody else supplies those.
      'no-restricted-syntax': 'off',
      // Parsed replies are compared as a whole; giving each a type would test the type, not the reply.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  prettier,
)
