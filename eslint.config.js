// What the page's script has to keep: every name is declared or imported, and none is there for nothing.
import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["graph/slategraph/viewer/script/*.js"],
    languageOptions: { ecmaVersion: 2022, globals: { ...globals.browser, vis: "readonly" } },
    rules: {
      "no-control-regex": "off",
      "no-misleading-character-class": "off",
      "max-lines": ["error", 320],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["tests/viewer/script/*.js"], languageOptions: { globals: globals.node } },
];
