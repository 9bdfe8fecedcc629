/** As `meteor/mongo` declares it, which only Meteor itself brings. */
interface Collection {
  findOneAsync(filter: object): Promise<object | undefined>;
  updateAsync(filter: object, change: object): Promise<number>;
  removeAsync(filter: object): Promise<number>;
  insertAsync(row: object): Promise<string>;
}

export async function operations(Resets: Collection, hash: string, now: Date): Promise<void> {
  await Resets.findOneAsync({ hash }); // $ read Resets
  await Resets.updateAsync({ hash, usedAt: null }, { $set: { usedAt: now } }); // $ update Resets
  await Resets.removeAsync({ hash }); // $ delete Resets
  await Resets.insertAsync({ hash }); // $ insert Resets
}
