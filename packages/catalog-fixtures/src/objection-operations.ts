import { Model } from "objection";

class Reset extends Model {
  static override tableName = "resets";
  declare hash: string;
  declare uses: number;
}

/** Chains about one record, which do not ask what it is by now. */
export async function ofRecords(found: Reset): Promise<void> {
  await found.$query().patch({ uses: 1 }); // $ save found
  await found.$query().patchAndFetch({ uses: 1 }); // $ save found
  await found.$query().update({ hash: "", uses: 1 }); // $ save found
  await found.$query().updateAndFetch({ hash: "", uses: 1 }); // $ save found
  await found.$query().delete(); // $ delete found
}
