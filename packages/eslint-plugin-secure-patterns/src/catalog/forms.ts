import type { Framework } from "./types.ts";

/** Libraries that hold what a visitor typed. */
export const forms: Framework = {
  name: "forms",
  packages: [],
  types: { values: {} },
  handlers: [
    { call: "formik#withFormik", members: true, params: ["values"] },
    { call: "formik#{Formik,useFormik}", key: "onSubmit", params: ["values"] },
    { call: "formik#{Formik,useFormik}", key: "validate", params: ["values"] },
    { call: "react-final-form#Form", key: "onSubmit", params: ["values"] },
    { call: "react-final-form#Form", key: "validate", params: ["values"] },
    { call: "react-hook-form#{useForm,useFormContext}().handleSubmit", position: 0, params: ["values"] },
  ],
  sources: [
    { read: "values", kind: "stored", what: "a form field", for: ["html"] },
    {
      read: "formik#{useFormikContext,useFormik}().values",
      kind: "stored",
      what: "a form field",
      for: ["html"],
    },
    {
      read: "react-hook-form#{useForm,useFormContext}().{getValues,watch}()",
      kind: "stored",
      what: "a form field",
      for: ["html"],
    },
    { read: "react-hook-form#useWatch()", kind: "stored", what: "a form field", for: ["html"] },
  ],
};
