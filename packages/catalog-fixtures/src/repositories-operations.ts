/** What applications write themselves: a repository of their own is known by what is passed to it. */
interface Resets {
  update(filter: object, values: object): Promise<number>;
  updateOne(filter: object, values: object): Promise<number>;
  updateBy(filter: object, values: object): Promise<number>;
  updateWhere(filter: object, values: object): Promise<number>;
  patch(filter: object, values: object): Promise<number>;
  modify(filter: object, values: object): Promise<number>;
  insert(row: object): Promise<void>;
  create(row: object): Promise<void>;
  add(row: object): Promise<void>;
  save(row: object): Promise<void>;
}

/** Keystone's lists and Payload's collections take one object. */
interface Lists {
  readonly User: {
    updateOne(request: { where: object; data: object }): Promise<object>;
    deleteOne(request: { where: object }): Promise<object>;
  };
  update(request: { collection: string; id: string; data: object }): Promise<object>;
  updateOne(request: { collection: string; id: string; data: object }): Promise<object>;
}

export async function ofLists(lists: Lists, id: string): Promise<void> {
  await lists.User.updateOne({ where: { id }, data: { resetToken: null } }); // $ update User
  await lists.User.deleteOne({ where: { id } }); // $ delete User
  await lists.update({ collection: "users", id, data: { resetToken: null } }); // $ update lists
  await lists.updateOne({ collection: "users", id, data: { resetToken: null } }); // $ update lists
}

export async function operations(resets: Resets, resetStore: Resets, hash: string, now: Date): Promise<void> {
  await resets.update({ hash, usedAt: null }, { usedAt: now }); // $ update resets
  await resets.updateOne({ hash, usedAt: null }, { usedAt: now }); // $ update resets
  await resets.updateBy({ hash }, { usedAt: now }); // $ update resets
  await resets.updateWhere({ hash }, { usedAt: now }); // $ update resets
  await resets.patch({ hash }, { usedAt: now }); // $ update resets
  await resets.modify({ hash }, { usedAt: now }); // $ update resets
  await resetStore.insert({ hash }); // $ insert resetStore
  await resetStore.create({ hash }); // $ insert resetStore
  await resetStore.add({ hash }); // $ insert resetStore
  await resetStore.save({ hash }); // $ insert resetStore
}
