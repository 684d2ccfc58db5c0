/** Texts of the checkout page. */
export const checkout = {
  "checkout.title": "Checkout",
  "checkout.notLive":
    "The connection to the store was lost. This page looks again every few seconds; your payment does not depend on it.",
  "checkout.notFound.heading": "There is no such checkout",
  "checkout.notFound.text": "Check the link, or go back to the shop and start again. Nothing was paid here.",
  "checkout.return": "Back to the shop",
  "checkout.network.heading": "Choose a network",
  "checkout.network.intro":
    "USDT moves on more than one network. Choose the one that your wallet or exchange sends on; it cannot be changed afterwards.",
  "checkout.network.time": "Credits in about {minutes, plural, one {# minute} other {# minutes}}",
  "checkout.network.seconds": "Credits in about {seconds, plural, one {# second} other {# seconds}}",
  "checkout.network.fee": "Network fee about {fee}, on top of the amount",
  "checkout.network.noFee": "No network fee here",
  "checkout.network.none": "No network takes payments at the moment. Please come back a little later.",
  "checkout.summary.heading": "Your order",
  "checkout.summary.anyAmount": "Credits for an amount of your own",
  "checkout.summary.discount": "Discount",
  "checkout.summary.pay": "To pay",
  "checkout.summary.credits": "Credits",
  "checkout.summary.ifFirst": "if this is your first purchase",
  "checkout.summary.ifCode": "if this code was not used before",
  "checkout.summary.total": "You receive",
  "checkout.pay.heading": "Send USDT on {network}",
  "checkout.pay.amount": "Exactly this amount",
  "checkout.pay.address": "To this {network} address",
  "checkout.pay.copyAmount": "Copy the amount",
  "checkout.pay.copyAddress": "Copy the address",
  "checkout.pay.tabs": "Ways to hand the payment to your wallet",
  "checkout.pay.tab.address": "Address",
  "checkout.pay.tab.amount": "With amount",
  "checkout.pay.tab.wallet": "Open wallet",
  "checkout.pay.qr.address": "QR code of the address",
  "checkout.pay.qr.amount": "QR code of the payment request with the amount",
  "checkout.pay.scan": "Scan this code with your wallet, or copy the address. Then compare the last six characters.",
  "checkout.pay.scanAmount":
    "For wallets that read payment requests. If yours shows another address or amount, use the plain address.",
  "checkout.pay.openWallet": "Open in a wallet on this device",
  "checkout.pay.openWalletHint": "Your wallet shows the address and the amount. Compare both before you confirm.",
  "checkout.pay.noWalletLink":
    "Wallets on {network} open no payment links. Copy the address and the amount into your wallet.",
  "checkout.pay.exchangeHint":
    "From an exchange: it takes its fee out of what it sends. Make sure that {amount} arrives.",
  "checkout.pay.networkHint":
    "Send only USDT, and only on {network}. Other coins and other networks do not arrive here.",
  "checkout.time.left": "These terms hold for another {time}. Whatever comes later is credited too, at the base rate.",
  "checkout.time.grace": "The time is over, but a payment that is under way counts in full until {time}.",
  "checkout.progress.heading": "Your payment is on its way",
  "checkout.progress.seen": "Seen",
  "checkout.progress.confirming": "Being confirmed",
  "checkout.progress.credited": "Credited",
  "checkout.progress.payment": "Payment of {amount}",
  "checkout.progress.of": "{done, number} of {count, plural, one {# confirmation} other {# confirmations}}",
  "checkout.progress.about": "{done, number} of about {count, plural, one {# confirmation} other {# confirmations}}",
  "checkout.progress.hint": "You may close this page: the credits arrive without it.",
  "checkout.payment.heading": "Payments",
  "checkout.payment.transaction": "Transaction",
  "checkout.payment.otherToken": "{amount} of another token",
  "checkout.payment.credited": "Credited: {credits} credits.",
  "checkout.payment.stuck": "The shop has to look at this payment. Nothing is lost, and you need not do anything.",
  "checkout.payment.wrongToken":
    "This is not USDT, so it earns no credits by itself. It is recorded; ask the shop about it, with the transaction below.",
  "checkout.payment.reorged":
    "The network took this payment back. Most come again by themselves within minutes; look into your wallet if this one does not.",
  "checkout.payment.rejected":
    "The shop did not accept this payment. Ask the shop about it, with the transaction below.",
  "checkout.payment.refunded": "This payment was sent back to you.",
  "checkout.outcome.waiting.heading": "Waiting for your payment",
  "checkout.outcome.waiting.text": "This page changes by itself as soon as the payment is seen.",
  "checkout.outcome.partOnTheWay.heading": "{remaining} is still missing",
  "checkout.outcome.partOnTheWay.text":
    "{received} of {due} is on its way and safe. Send the rest to the same address to get everything that you ordered.",
  "checkout.outcome.missing.heading": "{remaining} is still missing",
  "checkout.outcome.missing.text":
    "{received} of {due} has arrived and is safe: it is worth {credits} already. Send the rest to the same address to get everything that you ordered.",
  "checkout.outcome.confirming.heading": "Your payment was seen",
  "checkout.outcome.confirming.text": "{received} arrived. The credits follow as soon as the network has confirmed it.",
  "checkout.outcome.looking.heading": "Your payment is here and being looked at",
  "checkout.outcome.looking.text":
    "It is recorded and safe. It takes a little longer than usual; you need not do anything.",
  "checkout.outcome.paid.heading": "Paid: {credits} added",
  "checkout.outcome.paid.text": "Thank you. The credits are ready to be used.",
  "checkout.outcome.overpaid.heading": "Paid: {credits} added",
  "checkout.outcome.overpaid.text":
    "You sent {over} more than was due. It was credited too, at the base rate: nothing is lost.",
  "checkout.outcome.paidAndLate.heading": "Paid: {credits} added",
  "checkout.outcome.paidAndLate.text":
    "A further payment came after the time was over. It was credited too, at the base rate: nothing is lost.",
  "checkout.outcome.expired.heading": "The time for this checkout is over",
  "checkout.outcome.expired.text":
    "Nothing came in. Open a new checkout in the shop. If you have already sent a payment, it is still credited when it arrives, at the base rate.",
  "checkout.outcome.expiredWithPayment.heading": "The time for this checkout is over",
  "checkout.outcome.expiredWithPayment.text":
    "What came in is listed below, with what became of it. For credits, open a new checkout in the shop.",
  "checkout.outcome.underpaid.heading": "Less arrived than was due: {credits} added",
  "checkout.outcome.underpaid.text":
    "{received} of {due} came in time. It was credited at the base rate: nothing is lost. For the rest, open a new checkout in the shop.",
  "checkout.outcome.late.heading": "Your payment came late: {credits} added",
  "checkout.outcome.late.text":
    "{received} arrived after the time was over. It was credited at the base rate: nothing is lost.",
  "checkout.outcome.cancelled.heading": "This checkout was cancelled",
  "checkout.outcome.cancelled.text":
    "Please send nothing more. If you have already sent a payment, it is still credited when it arrives.",
  "checkout.outcome.cancelledAndPaid.heading": "Cancelled, then paid: {credits} added",
  "checkout.outcome.cancelledAndPaid.text":
    "{received} arrived after the checkout was cancelled. It was credited all the same: nothing is lost.",
  "checkout.claim.heading": "I paid, here is my transaction",
  "checkout.claim.label": "Transaction hash",
  "checkout.claim.hint": "Also called TXID; your wallet or exchange shows it with the payment.",
  "checkout.claim.foreign":
    "This looks like a transaction on {found}, but this checkout is paid on {network}. A payment on another network does not arrive here: write to the shop.",
  "checkout.claim.submit": "Look for it",
  "checkout.claim.notFound":
    "In this transaction there is no payment to this checkout’s address on {network}. Check that you copied the hash of the payment itself, and that it has left your wallet or exchange.",
  "checkout.claim.state.pooled":
    "Seen, not yet in a block. If it pays this address, it counts as soon as the network has put it into one.",
  "checkout.claim.state.seen": "Found in a new block. It appears here within a moment.",
  "checkout.claim.state.recorded": "Found. It is credited as soon as the network can no longer take it back.",
  "checkout.help.wrongNetwork.heading": "I sent it on another network, or another coin",
  "checkout.help.wrongNetwork.text":
    "Only USDT on {network} arrives at this address by itself. Write to the shop with the transaction hash: they may be able to help, but cannot promise it.",
  "checkout.help.amount.heading": "I sent too little, too much, or twice",
  "checkout.help.amount.text":
    "Everything that arrives at this address is credited to you: too little at the base rate until the rest comes, too much at the base rate on top. Nothing is lost.",
  "checkout.help.genuine.heading": "How can I check this page?",
  "checkout.help.genuine.text":
    "The USDT contract that counts is {contract}. When you write to the shop, name this checkout: {id}.",
  "checkout.development.heading": "Play money",
  "checkout.development.intro": "This store runs on development chains. Play the buyer, or the network:",
  "checkout.development.exact": "Pay exactly",
  "checkout.development.half": "Pay half",
  "checkout.development.late": "Pay late",
  "checkout.development.twice": "Pay twice",
  "checkout.development.wrong_token": "Pay in the wrong token",
  "checkout.development.reorg": "Pay, then fork",
  "checkout.development.mine": "Mine {blocks, number} blocks",
  "checkout.development.fork": "Fork {depth, number} blocks",
  "checkout.development.done": "Done. What comes of it appears on this page by itself.",
} as const;
