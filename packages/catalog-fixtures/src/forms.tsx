import { Formik, useFormik, useFormikContext, withFormik } from "formik";
import { Form } from "react-final-form";
import { useForm, useWatch } from "react-hook-form";

const box = document.body;

box.innerHTML = useFormikContext().values["name"] ?? ""; // $ source stored $ sink html
const { getValues } = useForm();
box.innerHTML = getValues()["name"] ?? ""; // $ source stored $ sink html
box.innerHTML = useWatch()["name"] ?? ""; // $ source stored $ sink html
withFormik({
  mapPropsToValues: () => ({ name: "" }),
  validate: (values: { name: string }) => {
    box.innerHTML = values.name; // $ source stored $ sink html
  },
  handleSubmit: () => undefined,
});

const { handleSubmit } = useForm();
handleSubmit((values) => {
  box.innerHTML = values["name"] ?? ""; // $ source stored $ sink html
});
useFormik({
  initialValues: { name: "" },
  onSubmit: (values) => {
    box.innerHTML = values["name"] ?? ""; // $ source stored $ sink html
  },
});

export const form = (
  <Formik
    initialValues={{ name: "" }}
    validate={(values) => {
      box.innerHTML = values["name"] ?? ""; // $ source stored $ sink html
    }}
    onSubmit={(values, { setSubmitting }) => {
      box.textContent = values["name"] ?? "";
      setSubmitting(false);
    }}
  />
);

export const finalForm = (
  <Form
    onSubmit={(values) => {
      box.innerHTML = values["name"] ?? ""; // $ source stored $ sink html
    }}
    render={() => null}
  />
);
