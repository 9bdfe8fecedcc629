import { useFormikContext, withFormik } from "formik";
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
