/** Stands for the application's store. */
export async function checkPassword(email: string, password: string): Promise<boolean> {
  return Promise.resolve(email !== "" && password === "right");
}
