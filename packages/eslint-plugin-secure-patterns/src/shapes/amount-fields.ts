const AMOUNT =
  /(?:^|_|[a-z])(?:price|amount|quantity|qty|total|balance|cost|credits?|discount|salary|stock)$/i;

/** What is owed or paid: the shop says how much, not who buys. */
const PRICE = /(?:^|_|[a-z])(?:price|amount|total|cost|discount)$/i;
const OF_MONEY = /order(?!by)|payment|invoice|transaction|checkout|purchase|booking/i;

/** `totalPrice`, `stock` */
export function isAmountField(name: string): boolean {
  return AMOUNT.test(name);
}

/** `Order.create({ totalPrice })`, `INSERT INTO orders (total)`: whoever buys would say what is paid. */
export function isPriceOfSale(field: string, holder: string): boolean {
  return PRICE.test(field) && OF_MONEY.test(holder);
}
