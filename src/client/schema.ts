/**
 * The types of Coffer's HTTP API. Generated from its OpenAPI document: do not edit, run `npm run generate:client-types`.
 */

export interface paths {
    "/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set credits aside for work that may fail */
        post: operations["postHolds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A hold of this client's */
        get: operations["getHoldsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spend a hold, whole or in part; the rest is released */
        post: operations["postHoldsIdCapture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a hold's credits back */
        post: operations["postHoldsIdVoid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a hold open longer, at most 24 hours from its start */
        post: operations["postHoldsIdExtend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/debits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take credits at once */
        post: operations["postDebits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/debits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A debit of this client's */
        get: operations["getDebitsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/debits/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give credits back to the grants that they came from, last burned first */
        post: operations["postDebitsIdRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/debits/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Up to 1000 debits; each has its own key and stands or falls alone */
        post: operations["postDebitsBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getHealthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the store can serve: 200, degraded where a network is not watched, or 503 with what is missing */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every error code: what causes it and what to do */
        get: operations["getDocsErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is sold, for how much, and what every operation costs */
        get: operations["getCatalog"];
        put?: never;
        /** Put a new catalogue into force; the one that is in force already answers 200 */
        post: operations["postCatalog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalog/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every catalogue that was ever in force, newest first */
        get: operations["getCatalogVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a usage would cost; with a wallet, whether it can pay */
        post: operations["postQuotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The wallet with an externalId, as a list of one or none */
        get: operations["getWallets"];
        put?: never;
        /** Open a wallet; the same externalId again gives the same wallet, with 200 */
        post: operations["postWallets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A wallet's balance */
        get: operations["getWalletsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what describes a wallet; null takes its name or region back */
        patch: operations["patchWalletsId"];
        trace?: never;
    };
    "/v1/wallets/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A wallet's movements, newest first; with format=csv all of them as a file */
        get: operations["getWalletsIdEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{id}/checkouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A wallet's checkouts, newest first */
        get: operations["getWalletsIdCheckouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A token for one buyer's pages, for an hour */
        post: operations["postWalletsIdSessions"];
        /** End every session of a wallet, as when its buyer logs out: refused everywhere within 5 seconds */
        delete: operations["deleteWalletsIdSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallet-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose wallet this session is for */
        get: operations["getWalletSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A wallet's lots of credits, newest first, exhausted and expired ones too */
        get: operations["getWalletsIdGrants"];
        put?: never;
        /** Give credits: a promotion, or those that a plan includes */
        post: operations["postWalletsIdGrants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A wallet's team, with what each member spent of the cap */
        get: operations["getWalletsIdMembers"];
        put?: never;
        /** Add a member to a wallet's team; one who is in it stays as they were, with 200 */
        post: operations["postWalletsIdMembers"];
        /** Take a member out of a wallet's team; what they spent stays */
        delete: operations["deleteWalletsIdMembers"];
        options?: never;
        head?: never;
        /** Change a member's name or cap */
        patch: operations["patchWalletsIdMembers"];
        trace?: never;
    };
    "/v1/wallets/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a wallet used, by period (UTC) and operation, model or service; count includes failed outputs */
        get: operations["getWalletsIdUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/revenue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** USDT received and sent back, credits sold, given, spent and lapsed, provider cost and margin, by period (UTC) */
        get: operations["getReportsRevenue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{id}/allowances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A wallet's allowances, ended ones too */
        get: operations["getWalletsIdAllowances"];
        put?: never;
        /** Give a wallet an allowance of the catalogue; given again, it goes on as it was, with 200 */
        post: operations["postWalletsIdAllowances"];
        /** End a wallet's allowance now; what is unused of it lapses or stays, by its rule */
        delete: operations["deleteWalletsIdAllowances"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{id}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A wallet's alerts, the lowest first */
        get: operations["getWalletsIdAlerts"];
        put?: never;
        /** Be told, once a crossing, when the balance falls below a threshold; the same again answers 200 */
        post: operations["postWalletsIdAlerts"];
        /** End an alert */
        delete: operations["deleteWalletsIdAlerts"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, newest first, by type and object where asked */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deliver an event again, with all its tries, to this client's endpoints that want its type */
        post: operations["postEventsIdRedeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This client's webhook endpoints, newest first; an operator sees every client's */
        get: operations["getWebhookEndpoints"];
        put?: never;
        /** Be told of events at a URL; the secret that signs is shown this once */
        post: operations["postWebhookEndpoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A webhook endpoint */
        get: operations["getWebhookEndpointsId"];
        put?: never;
        post?: never;
        /** Delete a webhook endpoint and its deliveries */
        delete: operations["deleteWebhookEndpointsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an endpoint a new secret, shown this once; both sign until the overlap is over */
        post: operations["postWebhookEndpointsIdRotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have an endpoint that answered 410 told again, of what happens from now on */
        post: operations["postWebhookEndpointsIdEnable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was delivered to an endpoint, is to be, or was given up, newest first, with every try */
        get: operations["getWebhookEndpointsIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Checkouts of all wallets, newest first, by status or by what they belong to */
        get: operations["getCheckouts"];
        put?: never;
        /** Start a purchase: fixes its terms and, with a network, leases a deposit address */
        post: operations["postCheckouts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A checkout; its id is all that is needed, and a key is told its metadata */
        get: operations["getCheckoutsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{id}/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose the network of a checkout that was opened without one */
        post: operations["postCheckoutsIdNetwork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a checkout on which nothing was paid; money that comes all the same is credited */
        post: operations["postCheckoutsIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: the whole checkout now, and again at each change; first, as the event `time`, the store's time */
        get: operations["getCheckoutsIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at a transaction that is said to have paid this checkout */
        post: operations["postCheckoutsIdClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deposits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deposits, newest first, by status, network and reason, or by what they belong to */
        get: operations["getDeposits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deposits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A deposit with what happened to it and what to do about it */
        get: operations["getDepositsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deposits/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a stuck deposit on its chain again and credit it once; with dryRun, say what would be done */
        post: operations["postDepositsIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deposits/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry the stuck deposits of a reason or network, without a reason those that a retry can mend; oldest first, at most 200 at once */
        post: operations["postDepositsRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deposits/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a stuck deposit to a wallet and credit it there once, at the base rate */
        post: operations["postDepositsIdAssign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deposits/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that a stuck deposit is never credited */
        post: operations["postDepositsIdReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deposits/{id}/refunded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record that a deposit was sent back; on a credited one take its unspent credits back first */
        post: operations["postDepositsIdRefunded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/networks/{network}/rescan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read up to 500 scanned blocks again and record what is missing of them */
        post: operations["postNetworksNetworkRescan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What addresses hold in final blocks beside what is recorded for them, 50 addresses a call */
        get: operations["getReportsReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/reconciliation/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stored daily comparisons of a network's addresses with the chain, newest first, with what they found */
        get: operations["getReportsReconciliationRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What operators did, newest first; with objectId, to one object */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far each network is watched, and how each of its providers was when it was asked last */
        get: operations["getNetworks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/networks/{network}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take no new checkouts and credit nothing on a network; watching goes on */
        post: operations["postNetworksNetworkPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/networks/{network}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take checkouts and credit again on a network */
        post: operations["postNetworksNetworkResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move bought credits, and their own bonus pro rata, to another wallet */
        post: operations["postTransfers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{id}/refund-quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What giving unused purchases back would pay and take; changes nothing */
        post: operations["postWalletsIdRefundQuote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallets/{id}/refund-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give unused purchases back: takes their credits, bonus included; an operator pays and records it */
        post: operations["postWalletsIdRefundRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refund-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Purchases that were given back, newest first: to be paid, paid, or dropped; pay by recording their deposit as refunded */
        get: operations["getRefundRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compute the whole ledger again from its entries and compare */
        get: operations["getLedgerVerify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The head of the hash chain over the entries: publish it, and nobody can change them unseen */
        get: operations["getLedgerHead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalog/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a catalogue as publishing would, without publishing it */
        post: operations["postCatalogCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalog/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text of a catalogue that was ever in force */
        get: operations["getCatalogVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clients, newest first, and how many keys each may use */
        get: operations["getClients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for an operator, what is under way, and what the store owes its wallets */
        get: operations["getConsoleOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys, newest first, without what they are */
        get: operations["getKeys"];
        put?: never;
        /** Make a key for a client, which is made with its first key; the key is shown this once */
        post: operations["postKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a key like this one for its client; this one works on for the overlap, then expires */
        post: operations["postKeysIdRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key and the sessions that it opened: refused everywhere within 5 seconds */
        delete: operations["deleteKeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log an operator in to the console: a key for an http-only cookie of 12 hours */
        post: operations["postConsoleLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The console's session that the cookie belongs to, with its CSRF token */
        get: operations["getConsoleSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the console's session of the cookie, where there still is one */
        post: operations["postConsoleLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dev/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Development chains only: move the time of the store and its chains; what falls due happens in order */
        post: operations["postDevClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dev/checkouts/{id}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Development chains only: pay a checkout from the faucet, as asked or as payments go wrong */
        post: operations["postDevCheckoutsIdPay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dev/networks/{network}/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Development chains only: add blocks at once */
        post: operations["postDevNetworksNetworkMine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dev/networks/{network}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Development chains only: replace the newest blocks; payments in them come back in later ones */
        post: operations["postDevNetworksNetworkFork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Alert: {
            /**
             * Format: decimal
             * @description Credits: tell when fewer than this can be spent.
             * @example 9.99
             */
            below: string;
            /** @description Whether it fires at the next balance below; after firing, only once the balance was a tenth above again. */
            armed: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
        };
        Allowance: {
            /** @description An allowance of the catalogue. */
            allowanceId: string;
            /** @description For people. */
            name: string;
            /**
             * @description What sort of credits: bought, their bonus, a promotion, or included in a plan.
             * @enum {string}
             */
            kind: "included" | "promotional";
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /**
             * @description How often it comes.
             * @enum {string}
             */
            every: "day" | "week" | "month";
            /** @description For how many further periods what is unused stays. */
            rollover: number | "forever";
            /** @description The most credits that may lie unused from it; null: no limit. */
            capCredits: string | null;
            /**
             * @description What happens to the unused when it ends.
             * @enum {string}
             */
            whenEnded: "lapse" | "keep";
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt: string;
            /** @description When the next period begins; null: it has ended. */
            nextAt: string | null;
            /** @description When it ended; null: it goes on. */
            endedAt: string | null;
        };
        AllowanceOffer: {
            /** @description Its id. */
            id: string;
            /** @description For people. */
            name: string;
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /**
             * @description How often it comes.
             * @enum {string}
             */
            every: "day" | "week" | "month";
            /**
             * @description What sort of credits: bought, their bonus, a promotion, or included in a plan.
             * @enum {string}
             */
            kind: "included" | "promotional";
            /** @description For how many further periods what is unused stays. */
            rollover: "forever" | number;
            /** @description The most credits that may lie unused from it; null: no limit. */
            capCredits: string | null;
            /**
             * @description What happens to the unused when it ends.
             * @enum {string}
             */
            whenEnded: "lapse" | "keep";
        };
        AuditRecord: {
            /** @description Its id. */
            id: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who did it. */
            clientId: string;
            /** @description Name of the client that the key belongs to; it survives the key's rotation. */
            client: string | null;
            /** @description What was done, such as `deposit.retry`. */
            action: string;
            /** @description What it is about, by id. */
            objectId: string;
            /** @description What it was before. */
            before: unknown;
            /** @description What it was afterwards. */
            after: unknown;
            /** @description Why, for the audit record. */
            note: string | null;
        };
        Bonus: {
            /** @description Its id. */
            id: string;
            /** @description For people. */
            label: string;
            /** @description Whether it needs a promotion code. */
            hasCode: boolean;
            /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
            network: ("tron" | "ethereum") | null;
            /** @description From so many dollars; null: any. */
            fromUsd: string | null;
            /** @description From when it is offered; null: always. */
            from: string | null;
            /** @description Until when it is offered; null: no end. */
            until: string | null;
            /**
             * @description What it depends on; null: nothing.
             * @enum {string}
             */
            condition: "payment" | "first_purchase" | "promo_code";
            /** @description Per cent. */
            percent: string | null;
            /** @description Credits. */
            credits: string | null;
            /** @description Credits at most. */
            maxCredits: string | null;
            /** @description When its credits lapse. */
            expiry: {
                /** @description Credits lapse so many days after their purchase; null: they do not. */
                afterDays: number | null;
                /** @description Credits lapse so many days after the wallet's last activity; null: they do not. */
                afterInactiveDays: number | null;
            } | null;
        };
        BulkRetry: {
            /** @description How many. */
            count: number;
            /** @description How many were credited. */
            credited: number;
            left: number;
            /** @description Send it as `cursor` for what follows; null: nothing does. */
            nextCursor: string | null;
            /** @description What became of each, in the order given. */
            results: {
                /** @description Its id. */
                id: string;
                /**
                 * @description What became of it.
                 * @enum {string}
                 */
                outcome: "credited" | "would_credit" | "waiting" | "refused";
                /** @description What happened and what can be done, for people. */
                explanation: string;
            }[];
        };
        /** @description More than was held. See /docs/errors#capture_exceeds_hold. */
        CaptureExceedsHoldProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 409;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "capture_exceeds_hold";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /**
             * Format: decimal
             * @description Credits set aside by open holds.
             * @example 9.99
             */
            held: string;
            /**
             * Format: decimal
             * @description Credits that were asked for.
             * @example 9.99
             */
            asked: string;
        };
        Catalog: {
            /** @description The version. */
            version: string;
            /** @description For people. */
            name: string;
            /** @description The region whose prices these are; null: the general ones. */
            region: string | null;
            /** @description What a credit is called, in the plural. */
            creditName: string;
            /**
             * Format: decimal
             * @description Dollars for one credit.
             * @example 9.99
             */
            creditUsd: string;
            /** @description The usage that `usdPerStandardImage` prices. */
            standardImage: {
                /** @description What is done, by its id in the catalogue. */
                operation: string;
                /** @description The model that is used. */
                model?: string;
                /** @description Pixels. */
                width?: number;
                /** @description Pixels. */
                height?: number;
                /** @description Sampling steps. */
                steps?: number;
                /** @description How many. */
                count?: number;
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
            };
            /** @description What is sold. */
            packs: components["schemas"]["Pack"][];
            /** @description Buying for any sum; null: packs only. */
            anyAmount: {
                /**
                 * Format: decimal
                 * @description Dollars at least.
                 * @example 9.99
                 */
                minUsd: string;
                /**
                 * Format: decimal
                 * @description Dollars at most.
                 * @example 9.99
                 */
                maxUsd: string;
                /** @description The rates of larger sums: the whole sum at the rate of the highest that it reaches. */
                breakpoints: {
                    /**
                     * Format: decimal
                     * @description From so many dollars; null: any.
                     * @example 9.99
                     */
                    fromUsd: string;
                    /**
                     * Format: decimal
                     * @description Dollars for one credit.
                     * @example 9.99
                     */
                    creditUsd: string;
                }[];
            } | null;
            /** @description Credits on top, and what each depends on. */
            bonuses: components["schemas"]["Bonus"][];
            /** @description What lowers the amount due. */
            discounts: components["schemas"]["Discount"][];
            /** @description What can be done, and what it costs. */
            operations: components["schemas"]["Operation"][];
            /** @description Credits that come again, such as a plan's. */
            allowances: components["schemas"]["AllowanceOffer"][];
            /** @description When its credits lapse. */
            expiry: {
                /** @description Credits lapse so many days after their purchase; null: they do not. */
                afterDays: number | null;
                /** @description Credits lapse so many days after the wallet's last activity; null: they do not. */
                afterInactiveDays: number | null;
            };
            /** @description What is given back, and for how long. */
            refunds: {
                /** @description The refund policy. */
                policy: string;
                /** @description For how many days after the purchase. */
                windowDays: number;
                /** @description Whether only a first purchase is refunded. */
                firstPurchaseOnly: boolean;
            };
            /** @description Whether credits may move between wallets. */
            transfers: {
                /** @description Whether it is allowed. */
                allowed: boolean;
            };
            /**
             * @description Whether a failed generation costs anything.
             * @enum {string}
             */
            failedGenerations: "free" | "charged";
            /** @description How long past a deadline something still counts. */
            grace: {
                /** @description How long released or refunded credits of a lapsed lot live on. */
                expiredLotHours: number;
                /** @description How long after its deadline a checkout's payment still counts as in time. */
                paymentMinutes: number;
            };
            /** @description What the guides to fair credit pricing ask for, answered from the catalogue. */
            disclosure: {
                /** @description What the guides to fair credit pricing ask for. */
                point: string;
                /** @description Whether it holds. */
                ok: boolean;
                /** @description What that is based on. */
                why: string;
            }[];
            /** @description Where one can pay now. */
            networks: components["schemas"]["NetworkOffer"][];
            /** @description Whether payments are play money on development chains. */
            developmentChains: boolean;
        };
        CatalogCheck: {
            /** @description Whether it holds. */
            ok: boolean;
            /** @description The version. */
            version: string | null;
            /** @description Each fault: where it is and what would be right. */
            issues: {
                /** @description Where, with dots between the parts. */
                path: string;
                /** @description What was wrong, and what would be right. */
                message: string;
                /** @description The line of the text. */
                line: number;
                /** @description Where in that line. */
                column: number;
            }[];
            /** @description What the guides to fair credit pricing ask for, answered from the catalogue. */
            disclosure: {
                /** @description What the guides to fair credit pricing ask for. */
                point: string;
                /** @description Whether it holds. */
                ok: boolean;
                /** @description What that is based on. */
                why: string;
            }[];
        };
        CatalogSource: {
            /** @description The version. */
            version: string;
            /** @description Counts the versions in the order in which they came into force. */
            position: number;
            /**
             * Format: date-time
             * @description When it came into force.
             */
            publishedAt: string;
            /** @description Where it came from. */
            source: string;
        };
        CatalogVersion: {
            /** @description The version. */
            version: string;
            /** @description Counts the versions in the order in which they came into force. */
            position: number;
            /**
             * Format: date-time
             * @description When it came into force.
             */
            publishedAt: string;
            /** @description Whether it is the one in force. */
            inForce: boolean;
        };
        Checkout: {
            /** @description Its id. */
            id: string;
            /** @description The wallet. */
            walletId: string;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "open" | "confirming" | "paid" | "expired" | "cancelled";
            /** @description What was unusual about the payment; null: nothing. */
            exception: ("underpaid" | "overpaid" | "paid_late") | null;
            /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
            network: ("tron" | "ethereum") | null;
            /**
             * @description The token.
             * @constant
             */
            token: "USDT";
            /** @description Address of the token's contract. */
            contract: string | null;
            /** @description The address to pay to; null until a network is chosen. */
            address: string | null;
            /** @description What a wallet app opens to pay; null before a network is chosen. */
            paymentUri: string | null;
            /** @description A page for people. */
            url: string;
            /** @description Where the buyer goes back to. */
            returnUrl: string | null;
            /**
             * Format: decimal
             * @description USDT to pay for these terms.
             * @example 9.99
             */
            amountDue: string;
            /**
             * Format: decimal
             * @description USDT that arrived, or is on its way in a block.
             * @example 9.99
             */
            amountReceived: string;
            /**
             * Format: decimal
             * @description USDT that is still missing.
             * @example 9.99
             */
            amountRemaining: string;
            /**
             * Format: decimal
             * @description USDT that may be missing and it still counts as paid in full.
             * @example 9.99
             */
            tolerance: string;
            /** @description What the checkout promises, fixed when it was opened. */
            terms: {
                /** @description A pack of the catalogue; null: any amount. */
                packId: string | null;
                /** @description The region whose prices these are; null: the general ones. */
                region: string | null;
                /**
                 * Format: decimal
                 * @description Dollars, without discounts.
                 * @example 9.99
                 */
                priceUsd: string;
                /**
                 * Format: decimal
                 * @description Dollars off the price.
                 * @example 9.99
                 */
                discountUsd: string;
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
                /** @description Credits on top, and what each depends on. */
                bonuses: {
                    /** @description Its id. */
                    id: string;
                    /** @description For people. */
                    label: string;
                    /**
                     * Format: decimal
                     * @description Credits.
                     * @example 9.99
                     */
                    credits: string;
                    /** @description What it depends on; null: nothing. */
                    condition: string | null;
                }[];
                /**
                 * Format: decimal
                 * @description Credits with every bonus.
                 * @example 9.99
                 */
                totalCredits: string;
                /**
                 * Format: decimal
                 * @description Dollars for one credit outside the pack, for money that is over or late.
                 * @example 9.99
                 */
                baseUsdPerCredit: string;
                /** @description The catalogue by which it was priced. */
                catalogVersion: string;
            };
            /**
             * Format: decimal
             * @description Credits granted so far.
             * @example 9.99
             */
            creditsGranted: string;
            /** @description Blocks that the payment waits for, or `final` for the chain's own finality. */
            confirmationsRequired: (number | "final") | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends; null: never.
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description Money in a block up to here is in time.
             */
            inTimeUntil: string;
            /** @description Payments to this checkout's address, the oldest first. */
            deposits: components["schemas"]["CheckoutDeposit"][];
            /** @description What the shop keeps with it, told to keys only; an event has as many fields as fit in 4 kB. */
            metadata?: {
                [key: string]: string;
            };
        };
        CheckoutDeposit: {
            /** @description Its id. */
            id: string;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";
            /**
             * @description `other` for a token that is not credited.
             * @enum {string}
             */
            token: "USDT" | "other";
            /**
             * Format: decimal
             * @description USDT.
             * @example 9.99
             */
            amount: string;
            /** @description The transaction. */
            txHash: string;
            /** @description Position within the block, where the network has one. */
            logIndex: number | null;
            /** @description Height of its block. */
            blockNumber: number;
            /** @description Blocks on top of its own, that one included, as far as this store has read. */
            confirmations: number;
            /** @description Address that paid. */
            from: string;
            /**
             * Format: date-time
             * @description When it was first seen in a block.
             */
            detectedAt: string;
            /** @description When its credits were granted first; null: not yet. */
            creditedAt: string | null;
            /**
             * Format: decimal
             * @description Credits granted for it.
             * @example 9.99
             */
            credits: string;
        };
        /** @description The checkout is not open. See /docs/errors#checkout_not_open. */
        CheckoutNotOpenProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 409;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "checkout_not_open";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /** @description Where it stands. */
            state: string;
        };
        ClaimedCheckout: {
            /** @description Its id. */
            id: string;
            /** @description The wallet. */
            walletId: string;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "open" | "confirming" | "paid" | "expired" | "cancelled";
            /** @description What was unusual about the payment; null: nothing. */
            exception: ("underpaid" | "overpaid" | "paid_late") | null;
            /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
            network: ("tron" | "ethereum") | null;
            /**
             * @description The token.
             * @constant
             */
            token: "USDT";
            /** @description Address of the token's contract. */
            contract: string | null;
            /** @description The address to pay to; null until a network is chosen. */
            address: string | null;
            /** @description What a wallet app opens to pay; null before a network is chosen. */
            paymentUri: string | null;
            /** @description A page for people. */
            url: string;
            /** @description Where the buyer goes back to. */
            returnUrl: string | null;
            /**
             * Format: decimal
             * @description USDT to pay for these terms.
             * @example 9.99
             */
            amountDue: string;
            /**
             * Format: decimal
             * @description USDT that arrived, or is on its way in a block.
             * @example 9.99
             */
            amountReceived: string;
            /**
             * Format: decimal
             * @description USDT that is still missing.
             * @example 9.99
             */
            amountRemaining: string;
            /**
             * Format: decimal
             * @description USDT that may be missing and it still counts as paid in full.
             * @example 9.99
             */
            tolerance: string;
            /** @description What the checkout promises, fixed when it was opened. */
            terms: {
                /** @description A pack of the catalogue; null: any amount. */
                packId: string | null;
                /** @description The region whose prices these are; null: the general ones. */
                region: string | null;
                /**
                 * Format: decimal
                 * @description Dollars, without discounts.
                 * @example 9.99
                 */
                priceUsd: string;
                /**
                 * Format: decimal
                 * @description Dollars off the price.
                 * @example 9.99
                 */
                discountUsd: string;
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
                /** @description Credits on top, and what each depends on. */
                bonuses: {
                    /** @description Its id. */
                    id: string;
                    /** @description For people. */
                    label: string;
                    /**
                     * Format: decimal
                     * @description Credits.
                     * @example 9.99
                     */
                    credits: string;
                    /** @description What it depends on; null: nothing. */
                    condition: string | null;
                }[];
                /**
                 * Format: decimal
                 * @description Credits with every bonus.
                 * @example 9.99
                 */
                totalCredits: string;
                /**
                 * Format: decimal
                 * @description Dollars for one credit outside the pack, for money that is over or late.
                 * @example 9.99
                 */
                baseUsdPerCredit: string;
                /** @description The catalogue by which it was priced. */
                catalogVersion: string;
            };
            /**
             * Format: decimal
             * @description Credits granted so far.
             * @example 9.99
             */
            creditsGranted: string;
            /** @description Blocks that the payment waits for, or `final` for the chain's own finality. */
            confirmationsRequired: (number | "final") | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends; null: never.
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description Money in a block up to here is in time.
             */
            inTimeUntil: string;
            /** @description Payments to this checkout's address, the oldest first. */
            deposits: components["schemas"]["CheckoutDeposit"][];
            /** @description What the chain says of the transaction: in no block yet, in one that is yet to be read, or a deposit. */
            claim: {
                /**
                 * @description Where it stands.
                 * @enum {string}
                 */
                state: "pooled" | "seen" | "recorded";
                /** @description What happened and what can be done, for people. */
                explanation: string;
            };
        };
        Client: {
            /** @description Its id. */
            id: string;
            /** @description For people. */
            name: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            keys: number;
        };
        ConsoleOverview: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            stuck: {
                /**
                 * @description Why.
                 * @enum {string}
                 */
                reason: "credit_failed" | "provider_disagreement" | "below_minimum" | "unsupported_token" | "review_threshold" | "sender_blocked" | "reorged_after_credit" | "rpc_exhausted" | "no_checkout";
                /**
                 * @description The chain: TRON (TRC20) or Ethereum (ERC20).
                 * @enum {string}
                 */
                network: "tron" | "ethereum";
                /** @description How many. */
                count: number;
                /**
                 * Format: decimal
                 * @description USDT.
                 * @example 9.99
                 */
                amount: string;
                /** Format: date-time */
                oldestAt: string;
            }[];
            underWay: {
                /** @description How many. */
                count: number;
                /**
                 * Format: decimal
                 * @description USDT.
                 * @example 9.99
                 */
                amount: string;
                oldestAt: string | null;
            };
            checkouts: {
                open: number;
                confirming: number;
            };
            wallets: {
                /** @description How many. */
                count: number;
                /**
                 * Format: decimal
                 * @description Credits that can be spent now: neither held nor lapsed.
                 * @example 9.99
                 */
                available: string;
                /**
                 * Format: decimal
                 * @description Credits set aside by open holds.
                 * @example 9.99
                 */
                held: string;
                /**
                 * Format: decimal
                 * @example 9.99
                 */
                scheduled: string;
                /**
                 * Format: decimal
                 * @description Credits that were spent and then lost their payment; new credits pay it first.
                 * @example 9.99
                 */
                debt: string;
            };
        };
        ConsoleSession: {
            /** @description The name of the client whose key opened the session. */
            client: string;
            /** @description To be sent as X-CSRF-Token with whatever changes something. */
            csrfToken: string;
            /**
             * Format: date-time
             * @description When it ends; null: never.
             */
            expiresAt: string;
        };
        Debit: {
            /** @description Its id. */
            id: string;
            /** @description The wallet. */
            walletId: string;
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /**
             * Format: decimal
             * @description Credits that were given back of it.
             * @example 9.99
             */
            refunded: string;
            /** @description The service's own name for the work. */
            reference: string | null;
            /**
             * Format: decimal
             * @description Credits of the wallet that could be spent afterwards.
             * @example 9.99
             */
            availableAfter: string;
            /** @description Which lots they came from, in the order in which they were spent. */
            burned: {
                /** @description A lot of credits. */
                grantId: string;
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
            }[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description What the client keeps with it, if anything; told by `GET /v1/debits/{id}` only. */
            metadata?: {
                [key: string]: string;
            };
        };
        Deposit: {
            /** @description Its id. */
            id: string;
            /**
             * @description The chain: TRON (TRC20) or Ethereum (ERC20).
             * @enum {string}
             */
            network: "tron" | "ethereum";
            /** @description The transaction. */
            txHash: string;
            /** @description Position within the block, where the network has one. */
            logIndex: number | null;
            /** @description Position within the transaction: with network and txHash, the deposit's identity. */
            logPosition: number;
            /** @description Height of its block. */
            blockNumber: number;
            /** @description Hash of its block. */
            blockHash: string;
            /**
             * @description The token.
             * @enum {string}
             */
            token: "USDT" | "other";
            /** @description Address of the token's contract. */
            contract: string;
            /** @description Address that paid. */
            from: string;
            /** @description Address that was paid. */
            to: string;
            /**
             * Format: decimal
             * @description USDT.
             * @example 9.99
             */
            amount: string;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";
            /** @description Why it is stuck; null: it is not. */
            stuckReason: ("credit_failed" | "provider_disagreement" | "below_minimum" | "unsupported_token" | "review_threshold" | "sender_blocked" | "reorged_after_credit" | "rpc_exhausted" | "no_checkout") | null;
            /** @description What happened and what can be done, for people. */
            explanation: string;
            /** @description How often it was tried. */
            attempts: number;
            /** @description Why it failed last; null: it did not. */
            lastError: string | null;
            /** @description The checkout that it paid. */
            checkoutId: string | null;
            /** @description The wallet. */
            walletId: string;
            /**
             * Format: decimal
             * @description Credits granted for it.
             * @example 9.99
             */
            credits: string;
            /**
             * Format: date-time
             * @description When it was first seen in a block.
             */
            detectedAt: string;
            /** @description When its block became final; null: not yet. */
            finalAt: string | null;
            /** @description When its credits were granted first; null: not yet. */
            creditedAt: string | null;
        };
        /** @description The deposit cannot be retried. See /docs/errors#deposit_not_retryable. */
        DepositNotRetryableProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 409;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "deposit_not_retryable";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /** @description Where it stands. */
            state?: string;
            /** @description Why it is stuck; null: it is not. */
            stuckReason?: string | null;
            /**
             * Format: decimal
             * @description Credits that can no longer be taken back.
             * @example 9.99
             */
            shortfall?: string;
        };
        DepositWithHistory: {
            /** @description Its id. */
            id: string;
            /**
             * @description The chain: TRON (TRC20) or Ethereum (ERC20).
             * @enum {string}
             */
            network: "tron" | "ethereum";
            /** @description The transaction. */
            txHash: string;
            /** @description Position within the block, where the network has one. */
            logIndex: number | null;
            /** @description Position within the transaction: with network and txHash, the deposit's identity. */
            logPosition: number;
            /** @description Height of its block. */
            blockNumber: number;
            /** @description Hash of its block. */
            blockHash: string;
            /**
             * @description The token.
             * @enum {string}
             */
            token: "USDT" | "other";
            /** @description Address of the token's contract. */
            contract: string;
            /** @description Address that paid. */
            from: string;
            /** @description Address that was paid. */
            to: string;
            /**
             * Format: decimal
             * @description USDT.
             * @example 9.99
             */
            amount: string;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";
            /** @description Why it is stuck; null: it is not. */
            stuckReason: ("credit_failed" | "provider_disagreement" | "below_minimum" | "unsupported_token" | "review_threshold" | "sender_blocked" | "reorged_after_credit" | "rpc_exhausted" | "no_checkout") | null;
            /** @description What happened and what can be done, for people. */
            explanation: string;
            /** @description How often it was tried. */
            attempts: number;
            /** @description Why it failed last; null: it did not. */
            lastError: string | null;
            /** @description The checkout that it paid. */
            checkoutId: string | null;
            /** @description The wallet. */
            walletId: string;
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /**
             * Format: date-time
             * @description When it was first seen in a block.
             */
            detectedAt: string;
            /** @description When its block became final; null: not yet. */
            finalAt: string | null;
            /** @description When its credits were granted first; null: not yet. */
            creditedAt: string | null;
            /** @description What happened to it, the oldest first. */
            history: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /**
                 * @description Where it stands.
                 * @enum {string}
                 */
                status: "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";
                /** @description What happened, for people. */
                detail: string;
                /** @description Who did it. */
                clientId: string | null;
            }[];
            refundRequest: components["schemas"]["PurchaseRefund"] | null;
        };
        Discount: {
            /** @description Its id. */
            id: string;
            /** @description For people. */
            label: string;
            /** @description Whether it needs a promotion code. */
            hasCode: boolean;
            /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
            network: ("tron" | "ethereum") | null;
            /** @description From so many dollars; null: any. */
            fromUsd: string | null;
            /** @description From when it is offered; null: always. */
            from: string | null;
            /** @description Until when it is offered; null: no end. */
            until: string | null;
            /**
             * @description What it depends on; null: nothing.
             * @enum {string}
             */
            condition: "payment" | "promo_code";
            /**
             * Format: decimal
             * @description Per cent.
             * @example 9.99
             */
            percent: string;
        };
        Entry: {
            /** @description Its id. */
            id: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What kind it is. */
            type: string;
            /**
             * Format: decimal
             * @description What it did to the spendable credits, with its sign.
             * @example 9.99
             */
            credits: string;
            /**
             * Format: decimal
             * @description The wallet's spendable credits afterwards.
             * @example 9.99
             */
            balanceAfter: string;
            /**
             * Format: decimal
             * @description The wallet's held credits afterwards.
             * @example 9.99
             */
            heldAfter: string;
            /**
             * Format: decimal
             * @description Credits or USDT that moved from one account to the other.
             * @example 9.99
             */
            amount: string;
            /** @description The account that it left. */
            from: string;
            /** @description The account that it reached. */
            to: string;
            /** @description The service's own name for the work. */
            reference: string | null;
            /** @description A lot of credits. */
            grantId?: string;
            /** @description The deposit that it came from. */
            depositId?: string;
            /** @description A hold. */
            holdId?: string;
            /** @description A debit: what was spent, and can be refunded. */
            debitId?: string;
        };
        Event: {
            /** @description Its id. */
            id: string;
            /**
             * @description What kind it is.
             * @enum {string}
             */
            type: "checkout.created" | "checkout.paid" | "checkout.expired" | "deposit.detected" | "deposit.credited" | "deposit.stuck" | "deposit.reorged" | "grant.created" | "grant.expiring" | "wallet.low_balance" | "hold.expired" | "debit.refunded";
            /** @description What it is about, by id. */
            objectId: string;
            /** @description Counts the object's events from 1. */
            version: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description The object as it was then. */
            data: {
                [key: string]: unknown;
            };
        };
        /** @description This key may not do that. See /docs/errors#forbidden. */
        ForbiddenProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 403;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "forbidden";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
        };
        Grant: {
            /** @description Its id. */
            id: string;
            /**
             * @description What sort of credits: bought, their bonus, a promotion, or included in a plan.
             * @enum {string}
             */
            kind: "purchased" | "bonus" | "promotional" | "included";
            /**
             * Format: decimal
             * @description Credits that it began with.
             * @example 9.99
             */
            granted: string;
            /**
             * Format: decimal
             * @description Credits that are left of it.
             * @example 9.99
             */
            remaining: string;
            /**
             * Format: decimal
             * @description Credits set aside by open holds.
             * @example 9.99
             */
            held: string;
            /** @description Lots with a lower one are spent first. */
            priority: number;
            /**
             * Format: date-time
             * @description When its credits began to count.
             */
            effectiveAt: string;
            /** @description When it ends; null: never. */
            expiresAt: string | null;
            /** @description Its credits lapse so many days after the wallet's last activity; null: they do not. */
            expiresAfterInactiveDays: number | null;
            /**
             * Format: decimal
             * @description Dollars paid for one of these credits.
             * @example 9.99
             */
            unitCostUsd: string;
            /** @description Why. */
            reason: string | null;
            /** @description Where it came from. */
            source: {
                /**
                 * @description What kind it is.
                 * @enum {string}
                 */
                type: "deposit" | "store" | "allowance" | "transfer";
                /** @description The deposit that it came from. */
                depositId?: string;
                /**
                 * @description The chain: TRON (TRC20) or Ethereum (ERC20).
                 * @enum {string}
                 */
                network?: "tron" | "ethereum";
                /** @description The transaction. */
                txHash?: string;
            };
        };
        Hold: {
            /** @description Its id. */
            id: string;
            /** @description The wallet. */
            walletId: string;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            state: "open" | "captured" | "voided" | "expired";
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /**
             * Format: decimal
             * @description Credits that were spent of it.
             * @example 9.99
             */
            captured: string;
            /** @description The service's own name for the work. */
            reference: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends; null: never.
             */
            expiresAt: string;
            /** @description What makes up the price. */
            lines: {
                /** @description For people. */
                label: string;
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
            }[];
            /** @description A debit: what was spent, and can be refunded. */
            debitId: string | null;
            /** @description What the client keeps with it, if anything; told by `GET /v1/holds/{id}` only. */
            metadata?: {
                [key: string]: string;
            };
        };
        /** @description The hold is not open. See /docs/errors#hold_not_open. */
        HoldNotOpenProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 409;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "hold_not_open";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            state: "captured" | "voided" | "expired";
        };
        /** @description The first call is still running. See /docs/errors#idempotency_in_progress. */
        IdempotencyInProgressProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 409;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "idempotency_in_progress";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
        };
        /** @description This call needs an Idempotency-Key. See /docs/errors#idempotency_key_missing. */
        IdempotencyKeyMissingProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 400;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "idempotency_key_missing";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
        };
        /** @description The Idempotency-Key was used for another request. See /docs/errors#idempotency_key_reused. */
        IdempotencyKeyReusedProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 422;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "idempotency_key_reused";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
        };
        /** @description Not enough credits. See /docs/errors#insufficient_credits. */
        InsufficientCreditsProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 402;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "insufficient_credits";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /** @description The wallet. */
            walletId: string;
            /**
             * Format: decimal
             * @description Credits that can be spent now: neither held nor lapsed.
             * @example 9.99
             */
            available: string;
            /**
             * Format: decimal
             * @description Credits that this needs.
             * @example 9.99
             */
            needed: string;
            /**
             * Format: uri
             * @description Send the buyer here to buy credits: the shop's page where `TOP_UP_URL` names it, else the store's, which says to open the wallet from the shop.
             */
            topUpUrl: string;
            /** @description The shop's own name for a member of the wallet's team. */
            memberId?: string;
            /** @description The most that the member may spend in a period; null: no limit. */
            cap?: {
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
                /**
                 * @description The period.
                 * @enum {string}
                 */
                per: "day" | "month";
            };
            /**
             * Format: decimal
             * @description Credits that the member may still spend in the period.
             * @example 9.99
             */
            capRemaining?: string;
        };
        /** @description Something went wrong on our side. See /docs/errors#internal. */
        InternalProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 500;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "internal";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
        };
        /** @description The request is not valid. See /docs/errors#invalid_request. */
        InvalidRequestProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 400;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "invalid_request";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /** @description Each fault: where it is and what would be right. */
            issues: {
                /** @description Where, with dots between the parts. */
                path: string;
                /** @description What was wrong, and what would be right. */
                message: string;
                /** @description The line of the text. */
                line?: number;
                /** @description Where in that line. */
                column?: number;
            }[];
        };
        Key: {
            /** @description Its id. */
            id: string;
            /**
             * @description What its key may do.
             * @enum {string}
             */
            role: "store" | "service" | "operator";
            /** @description Name of the client that the key belongs to; it survives the key's rotation. */
            client: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description When it ends; null: never. */
            expiresAt: string | null;
            /** @description When it was revoked; null: it was not. */
            revokedAt: string | null;
            /** @description How often it may call; null: as often as it likes. */
            requestsPerMinute: number | null;
            /** @description Whether it may call only what changes nothing. */
            readOnly: boolean;
        };
        /** @description The key is not in use. See /docs/errors#key_not_active. */
        KeyNotActiveProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 409;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "key_not_active";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            state: "revoked" | "expired";
        };
        LedgerHead: {
            /** @description How many entries the ledger has. */
            entries: number;
            /** @description Hash of the chain over all entries; changing any entry changes it. */
            hash: string;
            /** @description When. */
            at: string | null;
        };
        LedgerVerification: {
            /** @description Whether it holds. */
            ok: boolean;
            /** @description What was looked at, and what was found. */
            checks: {
                /** @description For people. */
                name: string;
                /** @description Whether it holds. */
                ok: boolean;
                /** @description What happened, for people. */
                detail: string;
            }[];
        };
        Member: {
            /** @description The shop's own name for a member of the wallet's team. */
            memberId: string;
            /** @description For people. */
            name: string | null;
            /** @description The most that the member may spend in a period; null: no limit. */
            cap: {
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
                /**
                 * @description The period.
                 * @enum {string}
                 */
                per: "day" | "month";
            } | null;
            /** @description Credits that count against the cap. */
            spent: {
                /**
                 * Format: decimal
                 * @description In the current day, UTC.
                 * @example 9.99
                 */
                day: string;
                /**
                 * Format: decimal
                 * @description In the current month, UTC.
                 * @example 9.99
                 */
                month: string;
            };
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
        };
        /** @description The network takes no payments. See /docs/errors#network_disabled. */
        NetworkDisabledProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 422;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "network_disabled";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
        };
        NetworkOffer: {
            /**
             * @description Its id.
             * @enum {string}
             */
            id: "tron" | "ethereum";
            /** @description For people. */
            name: string;
            /**
             * @description The token.
             * @constant
             */
            token: "USDT";
            /** @description Address of the token's contract. */
            contract: string;
            /** @description Blocks that a small payment waits for, or `final` for the chain's own finality. */
            confirmations: number | "final";
            /** @description How long it usually takes until credits arrive. */
            typicalSeconds: number;
            /**
             * Format: decimal
             * @description What sending usually costs the buyer, in dollars.
             * @example 9.99
             */
            typicalFeeUsd: string;
        };
        NetworkStatus: {
            /**
             * @description Its id.
             * @enum {string}
             */
            id: "tron" | "ethereum";
            /** @description Height of the newest block. */
            head: number | null;
            /** @description Height of the last block that no fork can take back. */
            final: number | null;
            /** @description Height of the last block that was read. */
            cursor: number | null;
            /** @description Blocks that exist and were not read yet. */
            lagBlocks: number | null;
            /** @description How old the last block that was read is. */
            lagSeconds: number | null;
            /** @description When it was last looked at. */
            checkedAt: string | null;
            /** @description Since when it is paused; null: it is not. */
            pausedAt: string | null;
            /** @description Why it is paused: an operator's note, or what the store found out itself. */
            pauseReason: string | null;
            /** @description Why it failed last; null: it did not. */
            lastError: string | null;
            /** @description Height up to which a second provider showed final blocks again; null: none. */
            rechecked: number | null;
            explorer: {
                transaction: string;
                /** @description The address to pay to; null until a network is chosen. */
                address: string;
                block: string;
            } | null;
            /** @description How often the network is looked at; null where nobody counts the calls to its providers. */
            pace: {
                /** @description It is looked at no more often than this, in seconds. */
                everySeconds: number;
                /** @description Whether it is looked at less often because the day's calls run short. */
                slowed: boolean;
            } | null;
            /** @description The nodes that are asked, each as whoever asked it last found it. */
            providers: {
                /** @description The provider's host name; its keys are not shown. */
                host: string;
                /** @description Whether it holds. */
                ok: boolean;
                /** @description Height of the newest block. */
                head: number | null;
                /** @description Why it failed last; null: it did not. */
                lastError: string | null;
                /** @description Calls made to it since midnight UTC, by all processes. */
                callsToday: number;
                /** @description Calls that the provider allows in a day; null: no limit is known. */
                budget: number | null;
            }[];
        };
        NewBatchDebit: {
            /** @description The wallet. */
            walletId: string;
            /** @description The shop's own name for a member of the wallet's team. */
            memberId?: string;
            /** @description What is to be done, priced by the catalogue. */
            usage?: components["schemas"]["Usage"];
            /** @description So many credits, where the service has its own prices. */
            credits?: string;
            /** @description A quote, to be charged exactly that. */
            quoteId?: string;
            /** @description The service's own name for the work. */
            reference?: string;
            /** @description Dollars that making it cost you: for margin reports. */
            providerCostUsd?: string;
            /** @description What a client keeps with it, never read: at most 50 texts. */
            metadata?: {
                [key: string]: string;
            };
            /** @description What the header `Idempotency-Key` is for a single debit, with which it shares its names. */
            idempotencyKey: string;
        };
        NewCheckout: {
            /** @description The wallet. */
            walletId: string;
            /** @description A pack of the catalogue; null: any amount. */
            packId?: string;
            /** @description Dollars, paid as so many USDT. */
            amountUsd?: string;
            /**
             * @description The chain: TRON (TRC20) or Ethereum (ERC20).
             * @enum {string}
             */
            network?: "tron" | "ethereum";
            /** @description A promotion code. */
            promoCode?: string;
            /**
             * Format: uri
             * @description Where the buyer goes back to.
             */
            returnUrl?: string;
            /** @description What a client keeps with it, never read: at most 50 texts. */
            metadata?: {
                [key: string]: string;
            };
        };
        NewDebit: {
            /** @description The wallet. */
            walletId: string;
            /** @description The shop's own name for a member of the wallet's team. */
            memberId?: string;
            /** @description What is to be done, priced by the catalogue. */
            usage?: components["schemas"]["Usage"];
            /** @description So many credits, where the service has its own prices. */
            credits?: string;
            /** @description A quote, to be charged exactly that. */
            quoteId?: string;
            /** @description The service's own name for the work. */
            reference?: string;
            /** @description Dollars that making it cost you: for margin reports. */
            providerCostUsd?: string;
            /** @description What a client keeps with it, never read: at most 50 texts. */
            metadata?: {
                [key: string]: string;
            };
        };
        NewGrant: {
            /** @description Credits. */
            credits: string;
            /**
             * @description What sort of credits: bought, their bonus, a promotion, or included in a plan.
             * @enum {string}
             */
            kind: "promotional" | "included";
            /**
             * Format: date-time
             * @description When it ends; null: never.
             */
            expiresAt?: string;
            /** @description Lots with a lower one are spent first. */
            priority?: number;
            /** @description Why. */
            reason: string;
        };
        NewHold: {
            /** @description The wallet. */
            walletId: string;
            /** @description The shop's own name for a member of the wallet's team. */
            memberId?: string;
            /** @description What is to be done, priced by the catalogue. */
            usage?: components["schemas"]["Usage"];
            /** @description So many credits, where the service has its own prices. */
            credits?: string;
            /** @description A quote, to be charged exactly that. */
            quoteId?: string;
            /** @description Seconds from now until it ends by itself; a hold may last 24 hours from its start. */
            expiresInSeconds?: number;
            /** @description The service's own name for the work. */
            reference?: string;
            /** @description What a client keeps with it, never read: at most 50 texts. */
            metadata?: {
                [key: string]: string;
            };
        };
        NewKey: {
            /** @description Its id. */
            id: string;
            /**
             * @description What its key may do.
             * @enum {string}
             */
            role: "store" | "service" | "operator";
            /** @description Name of the client that the key belongs to; it survives the key's rotation. */
            client: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description When it ends; null: never. */
            expiresAt: string | null;
            /** @description When it was revoked; null: it was not. */
            revokedAt: string | null;
            /** @description How often it may call; null: as often as it likes. */
            requestsPerMinute: number | null;
            /** @description Whether it may call only what changes nothing. */
            readOnly: boolean;
            /** @description The key itself: shown here and never again. */
            key: string;
        };
        NewWebhook: {
            /**
             * Format: uri
             * @description A page for people.
             */
            url: string;
            /** @description Types of events that are sent; none: all. */
            events: ("checkout.created" | "checkout.paid" | "checkout.expired" | "deposit.detected" | "deposit.credited" | "deposit.stuck" | "deposit.reorged" | "grant.created" | "grant.expiring" | "wallet.low_balance" | "hold.expired" | "debit.refunded")[];
        };
        NewWebhookEndpoint: {
            /** @description Its id. */
            id: string;
            /** @description Name of the client that the key belongs to; it survives the key's rotation. */
            client: string;
            /** @description A page for people. */
            url: string;
            /** @description Types of events that are sent; none: all. */
            events: ("checkout.created" | "checkout.paid" | "checkout.expired" | "deposit.detected" | "deposit.credited" | "deposit.stuck" | "deposit.reorged" | "grant.created" | "grant.expiring" | "wallet.low_balance" | "hold.expired" | "debit.refunded")[];
            previousSecretUntil: string | null;
            disabledAt: string | null;
            disabledReason: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            secret: string;
        };
        /** @description Not found. See /docs/errors#not_found. */
        NotFoundProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 404;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "not_found";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
        };
        /** @description Nothing can be refunded. See /docs/errors#nothing_to_refund. */
        NothingToRefundProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 409;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "nothing_to_refund";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /** @description The wallet. */
            walletId: string;
        };
        /** @description The first rule whose condition holds gives the credits of one unit, then every adjustment whose condition holds changes them, in order; the result is multiplied by `count` and rounded up once, to a millionth. */
        Operation: {
            /** @description Its id. */
            id: string;
            /** @description For people. */
            name: string;
            /** @description What one `count` is called. */
            unit: string;
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits?: string;
            /** @description Prices and what they depend on; the first that holds is taken. */
            rules: {
                /** @description For people. */
                label: string | null;
                /** @description What it depends on. */
                when: components["schemas"]["UsageCondition"];
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
                /** @description The period. */
                per: ({
                    /** @description Seconds. */
                    seconds: number;
                } | {
                    /** @description Tokens, as language models count. */
                    tokens: number;
                }) | null;
            }[];
            /** @description What changes the price, in order. */
            adjustments: {
                /** @description For people. */
                label: string;
                /** @description What it depends on. */
                when: components["schemas"]["UsageCondition"];
                /** @description Per cent. */
                percent: string | null;
                /** @description Credits. */
                credits: string | null;
            }[];
            /** @description The models there are; null: it does not depend on one. */
            models: {
                /** @description Its id. */
                id: string;
                /** @description For people. */
                name: string;
            }[] | null;
            /** @description Further options of the operation, by name. */
            options: string[];
            /** @description What is assumed of a usage that leaves a field out. */
            defaults: {
                /** @description How many. */
                count: number;
                /** @description Pixels. */
                width: number | null;
                /** @description Pixels. */
                height: number | null;
                /** @description Sampling steps. */
                steps: number | null;
                /** @description The model that is used. */
                model: string | null;
                /** @description Seconds. */
                seconds: number | null;
                /** @description Tokens, as language models count. */
                tokens: number | null;
            };
        };
        Pack: {
            /** @description Its id. */
            id: string;
            /** @description For people. */
            name: string;
            /**
             * Format: decimal
             * @description Dollars, without discounts.
             * @example 9.99
             */
            priceUsd: string;
            /** @description The price as advertised in the buyer's own money; paid is `priceUsd`. */
            localPrice: string | null;
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /**
             * Format: decimal
             * @description Credits on top, which go with their purchase.
             * @example 9.99
             */
            bonusCredits: string;
            /**
             * Format: decimal
             * @description Credits with every bonus.
             * @example 9.99
             */
            totalCredits: string;
            /**
             * Format: decimal
             * @description Dollars for one credit, without payment bonuses.
             * @example 9.99
             */
            usdPerCredit: string;
            /**
             * Format: decimal
             * @description Dollars for one standard image.
             * @example 9.99
             */
            usdPerStandardImage: string;
            /** @description Its credits lapse so many days after purchase; null: they do not. */
            expiresAfterDays: number | null;
            /** @description Its credits lapse so many days after the wallet's last activity; null: they do not. */
            expiresAfterInactiveDays: number | null;
        };
        /** @description The request is too large. See /docs/errors#payload_too_large. */
        PayloadTooLargeProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 413;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "payload_too_large";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
        };
        PlayedPayment: {
            /**
             * @description The chain: TRON (TRC20) or Ethereum (ERC20).
             * @enum {string}
             */
            network: "tron" | "ethereum";
            /** @description The address to pay to; null until a network is chosen. */
            address: string;
            /**
             * Format: decimal
             * @description Of each payment, in the token that was sent.
             * @example 9.99
             */
            amount: string;
            /** @description The payments' transactions. */
            txHashes: string[];
        };
        Problem: components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"] | components["schemas"]["UnauthorizedProblem"] | components["schemas"]["ForbiddenProblem"] | components["schemas"]["NotFoundProblem"] | components["schemas"]["InsufficientCreditsProblem"] | components["schemas"]["HoldNotOpenProblem"] | components["schemas"]["CaptureExceedsHoldProblem"] | components["schemas"]["RefundExceedsDebitProblem"] | components["schemas"]["IdempotencyInProgressProblem"] | components["schemas"]["DepositNotRetryableProblem"] | components["schemas"]["NothingToRefundProblem"] | components["schemas"]["CheckoutNotOpenProblem"] | components["schemas"]["KeyNotActiveProblem"] | components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["UnknownOperationProblem"] | components["schemas"]["NetworkDisabledProblem"] | components["schemas"]["PayloadTooLargeProblem"] | components["schemas"]["RateLimitedProblem"] | components["schemas"]["InternalProblem"] | components["schemas"]["UnavailableProblem"];
        PurchaseRefund: {
            /** @description Its id. */
            id: string;
            /** @description The wallet. */
            walletId: string;
            /** @description The deposit that it came from. */
            depositId: string;
            /** @description Who did it. */
            clientId: string;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "open" | "paid" | "dropped";
            /**
             * Format: decimal
             * @description Dollars, paid as so many USDT.
             * @example 9.99
             */
            amountUsd: string;
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /**
             * Format: decimal
             * @description Credits on top, which go with their purchase.
             * @example 9.99
             */
            bonusCredits: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description When an operator recorded that it was paid, as `txHash`; null until then. */
            paidAt: string | null;
            /** @description The transaction. */
            txHash: string | null;
            /** @description When a fork had taken the deposit away for good, so that nothing is to be paid; else null. */
            droppedAt: string | null;
        };
        Quote: {
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /** @description What makes up the price. */
            lines: {
                /** @description For people. */
                label: string;
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
            }[];
            /** @description What the credits cost in dollars, by the pack that they were bought in. */
            usd: {
                /**
                 * Format: decimal
                 * @description Dollars at least, at the cheapest pack.
                 * @example 9.99
                 */
                low: string;
                /**
                 * Format: decimal
                 * @description Dollars at most, at the dearest pack.
                 * @example 9.99
                 */
                high: string;
            };
            /** @description The catalogue by which it was priced. */
            catalogVersion: string;
            /** @description A quote, to be charged exactly that. */
            quoteId: string;
            /**
             * Format: date-time
             * @description When it ends; null: never.
             */
            expiresAt: string;
            /** @description What would cost less. */
            savings: {
                /** @description What would make it cheaper. */
                hint: string;
                /** @description What is to be done, priced by the catalogue. */
                usage: components["schemas"]["Usage"];
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
            }[];
            /**
             * Format: decimal
             * @description Credits that can be spent now: neither held nor lapsed.
             * @example 9.99
             */
            available?: string;
            /** @description Whether the wallet can pay it now. */
            affordable?: boolean;
        };
        /** @description Too many requests. See /docs/errors#rate_limited. */
        RateLimitedProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 429;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "rate_limited";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
        };
        Readiness: {
            /** @description Whether the store can serve. */
            ready: boolean;
            degraded: boolean;
            /** @description What was looked at, and what was found. */
            checks: {
                /** @description For people. */
                name: string;
                /** @description Whether it holds. */
                ok: boolean;
                /** @description What happened, for people. */
                detail: string;
            }[];
        };
        ReconciledAddress: {
            /** @description An address that was leased to a wallet. */
            address: string;
            /** @description The wallet. */
            walletId: string;
            /**
             * Format: decimal
             * @description USDT that the address holds in final blocks.
             * @example 9.99
             */
            onChain: string;
            /**
             * Format: decimal
             * @description USDT recorded for it.
             * @example 9.99
             */
            recorded: string;
            /** @description USDT. Above zero: a payment was missed. Below: not final yet, or moved on. */
            difference: string;
            /** @description The network's own coin on it, such as `0.5 ETH`: never credited. */
            native: string;
            /** @description TRC10 tokens on it, by id, each in its smallest unit: never credited, whatever they are called. */
            tokens: {
                /** @description Its id. */
                id: string;
                /** @description USDT. */
                amount: string;
            }[];
            /** @description USDT that the same key's address on the other network holds: never credited. Null when it did not answer. */
            onOtherChain: string | null;
            /** @description Whoever else may sign for it, on TRON; empty, unless somebody has had its private key. */
            otherSigners: string[];
        };
        ReconciliationRun: {
            /**
             * Format: date
             * @description The day of the comparison, UTC.
             */
            day: string;
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt: string;
            /** @description When it was done; null while it goes on. */
            finishedAt: string | null;
            /** @description How many addresses were compared. */
            addresses: number;
            /**
             * Format: decimal
             * @description USDT that they held in final blocks.
             * @example 9.99
             */
            onChain: string;
            /**
             * Format: decimal
             * @description USDT of the deposits recorded for them.
             * @example 9.99
             */
            recorded: string;
            /** @description Addresses that others may sign for, that hold more than was recorded, or what is never credited. */
            findings: {
                /** @description A deposit address. */
                address: string;
                /** @description Whose it is. */
                walletId: string;
                /**
                 * Format: decimal
                 * @description USDT that it held.
                 * @example 9.99
                 */
                onChain: string;
                /**
                 * Format: decimal
                 * @description USDT recorded for it.
                 * @example 9.99
                 */
                recorded: string;
                /** @description The network's own coin on it, such as `0.5 ETH`: never credited. */
                native: string;
                /** @description TRC10 tokens on it, by id, each in its smallest unit: never credited, whatever they are called. */
                tokens: {
                    /** @description Its id. */
                    id: string;
                    /** @description USDT. */
                    amount: string;
                }[];
                /** @description USDT that the same key's address on the other network holds: never credited. Null when it did not answer. */
                onOtherChain: string | null;
                /** @description Whoever else may sign for it, on TRON; empty, unless somebody has had its private key. */
                otherSigners: string[];
                /** @description Why it is shown: others may sign for it, USDT that no deposit records, or what is never credited. */
                reasons: ("other_signer" | "missed_payment" | "unsupported_token")[];
                /** @description What it means and what to do, in words. */
                explanation: string;
                /**
                 * Format: date-time
                 * @description When it was compared.
                 */
                comparedAt: string;
            }[];
        };
        /** @description More than can be refunded. See /docs/errors#refund_exceeds_debit. */
        RefundExceedsDebitProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 409;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "refund_exceeds_debit";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /**
             * Format: decimal
             * @description Credits that can still be refunded.
             * @example 9.99
             */
            refundable: string;
            /**
             * Format: decimal
             * @description Credits that were asked for.
             * @example 9.99
             */
            asked: string;
        };
        RefundQuote: {
            /** @description The wallet. */
            walletId: string;
            /**
             * Format: decimal
             * @description Dollars, paid as so many USDT.
             * @example 9.99
             */
            amountUsd: string;
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /**
             * Format: decimal
             * @description Credits on top, which go with their purchase.
             * @example 9.99
             */
            bonusCredits: string;
            /** @description The refund policy. */
            policy: string;
            /** @description Purchases that are given back. */
            purchases: {
                /** @description The deposit that it came from. */
                depositId: string;
                /** @description The checkout that it paid. */
                checkoutId: string | null;
                /**
                 * Format: date-time
                 * @description When it was credited.
                 */
                purchasedAt: string;
                /**
                 * Format: date-time
                 * @description Until when it can be given back.
                 */
                refundableUntil: string;
                /**
                 * Format: decimal
                 * @description Dollars, paid as so many USDT.
                 * @example 9.99
                 */
                amountUsd: string;
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
                /**
                 * Format: decimal
                 * @description Credits on top, which go with their purchase.
                 * @example 9.99
                 */
                bonusCredits: string;
            }[];
        };
        RefundRequest: {
            /** @description The wallet. */
            walletId: string;
            /**
             * Format: decimal
             * @description Dollars, paid as so many USDT.
             * @example 9.99
             */
            amountUsd: string;
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /**
             * Format: decimal
             * @description Credits on top, which go with their purchase.
             * @example 9.99
             */
            bonusCredits: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Purchases that are given back. */
            purchases: {
                /** @description The deposit that it came from. */
                depositId: string;
                /** @description The checkout that it paid. */
                checkoutId: string | null;
                /**
                 * Format: date-time
                 * @description When it was credited.
                 */
                purchasedAt: string;
                /**
                 * Format: date-time
                 * @description Until when it can be given back.
                 */
                refundableUntil: string;
                /**
                 * Format: decimal
                 * @description Dollars, paid as so many USDT.
                 * @example 9.99
                 */
                amountUsd: string;
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
                /**
                 * Format: decimal
                 * @description Credits on top, which go with their purchase.
                 * @example 9.99
                 */
                bonusCredits: string;
                /** @description Its id. */
                id: string;
            }[];
        };
        RetryResult: {
            /** @description Whether it only said what it would do. */
            dryRun: boolean;
            /**
             * @description What became of it.
             * @enum {string}
             */
            outcome: "credited" | "would_credit" | "waiting" | "refused";
            /** @description What happened and what can be done, for people. */
            explanation: string;
            /** @description What was looked at, and what was found. */
            checks: {
                /** @description For people. */
                name: string;
                /** @description Whether it holds. */
                ok: boolean;
                /** @description What happened, for people. */
                detail: string;
            }[];
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            deposit: components["schemas"]["Deposit"];
        };
        RevenueReport: {
            /** @description Periods, the oldest first; one without anything is left out. */
            buckets: {
                /**
                 * Format: date-time
                 * @description When the period begins, in UTC.
                 */
                start: string;
                /**
                 * Format: decimal
                 * @description USDT that was credited, also where it was sent back since.
                 * @example 9.99
                 */
                usdtReceived: string;
                /**
                 * Format: decimal
                 * @description USDT of credited deposits that was sent back.
                 * @example 9.99
                 */
                usdtRefunded: string;
                /**
                 * Format: decimal
                 * @description Credits granted for payments, without bonuses, less those that were taken back.
                 * @example 9.99
                 */
                creditsSold: string;
                /**
                 * Format: decimal
                 * @description Credits granted as a bonus or promotion, less those that were taken back.
                 * @example 9.99
                 */
                bonusGiven: string;
                /**
                 * Format: decimal
                 * @description Credits captured and debited, less refunds.
                 * @example 9.99
                 */
                creditsSpent: string;
                /**
                 * Format: decimal
                 * @description What the spent credits had been bought for, in dollars; those that were given cost nothing.
                 * @example 9.99
                 */
                spentUsd: string;
                /**
                 * Format: decimal
                 * @description Credits that lapsed unspent.
                 * @example 9.99
                 */
                breakage: string;
                /**
                 * Format: decimal
                 * @description Dollars that making it cost you: for margin reports.
                 * @example 9.99
                 */
                providerCostUsd: string;
                /**
                 * Format: decimal
                 * @description Cash: usdtReceived less usdtRefunded and providerCostUsd.
                 * @example 9.99
                 */
                marginUsd: string;
                /**
                 * Format: decimal
                 * @description spentUsd less providerCostUsd: the margin on the credits that were spent.
                 * @example 9.99
                 */
                spentMarginUsd: string;
                /** @description How many outputs were charged for, and not refunded in full since. */
                outputs: number;
                /** @description How many of them were usable. */
                usableOutputs: number;
                /** @description Provider cost by usable output, in dollars; null where there were none. */
                costPerUsableOutputUsd: string | null;
            }[];
            total: {
                /**
                 * Format: decimal
                 * @description USDT that was credited, also where it was sent back since.
                 * @example 9.99
                 */
                usdtReceived: string;
                /**
                 * Format: decimal
                 * @description USDT of credited deposits that was sent back.
                 * @example 9.99
                 */
                usdtRefunded: string;
                /**
                 * Format: decimal
                 * @description Credits granted for payments, without bonuses, less those that were taken back.
                 * @example 9.99
                 */
                creditsSold: string;
                /**
                 * Format: decimal
                 * @description Credits granted as a bonus or promotion, less those that were taken back.
                 * @example 9.99
                 */
                bonusGiven: string;
                /**
                 * Format: decimal
                 * @description Credits captured and debited, less refunds.
                 * @example 9.99
                 */
                creditsSpent: string;
                /**
                 * Format: decimal
                 * @description What the spent credits had been bought for, in dollars; those that were given cost nothing.
                 * @example 9.99
                 */
                spentUsd: string;
                /**
                 * Format: decimal
                 * @description Credits that lapsed unspent.
                 * @example 9.99
                 */
                breakage: string;
                /**
                 * Format: decimal
                 * @description Dollars that making it cost you: for margin reports.
                 * @example 9.99
                 */
                providerCostUsd: string;
                /**
                 * Format: decimal
                 * @description Cash: usdtReceived less usdtRefunded and providerCostUsd.
                 * @example 9.99
                 */
                marginUsd: string;
                /**
                 * Format: decimal
                 * @description spentUsd less providerCostUsd: the margin on the credits that were spent.
                 * @example 9.99
                 */
                spentMarginUsd: string;
                /** @description How many outputs were charged for, and not refunded in full since. */
                outputs: number;
                /** @description How many of them were usable. */
                usableOutputs: number;
                /** @description Provider cost by usable output, in dollars; null where there were none. */
                costPerUsableOutputUsd: string | null;
            };
        };
        Transfer: {
            /** @description Its id. */
            id: string;
            /** @description The wallet that pays. */
            fromWalletId: string;
            /** @description The wallet that gets them. */
            toWalletId: string;
            /**
             * Format: decimal
             * @description Credits.
             * @example 9.99
             */
            credits: string;
            /** @description Why. */
            reason: string;
            /** @description Which lot became which, and how much of it. */
            lots: {
                /** @description The lot that it left. */
                fromGrantId: string;
                /** @description A lot of credits. */
                grantId: string;
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
            }[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
        };
        /** @description A valid key is needed. See /docs/errors#unauthorized. */
        UnauthorizedProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 401;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "unauthorized";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
        };
        /** @description Not available at the moment. See /docs/errors#unavailable. */
        UnavailableProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 503;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "unavailable";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /** @description What kind of failure it was. */
            failure?: string;
        };
        /** @description No such operation. See /docs/errors#unknown_operation. */
        UnknownOperationProblem: {
            /**
             * Format: uri
             * @description What kind it is.
             */
            type: string;
            /** @description What the code says, for people. */
            title: string;
            /**
             * @description Where it stands.
             * @constant
             */
            status: 422;
            /** @description What happened, for people. */
            detail: string;
            /**
             * @description What happened, for programs: act on this.
             * @constant
             */
            code: "unknown_operation";
            /** @description Names this request; quote it when you ask for help. */
            requestId: string;
            /** @description What is done, by its id in the catalogue. */
            operation: string;
        };
        Usage: {
            /** @description What is done, by its id in the catalogue. */
            operation: string;
            /** @description The model that is used. */
            model?: string;
            /** @description Pixels. */
            width?: number;
            /** @description Pixels. */
            height?: number;
            /** @description Sampling steps. */
            steps?: number;
            /** @description How many at once; 1 when left out. */
            count?: number;
            /** @description Seconds. */
            seconds?: number;
            /** @description Tokens, as language models count. */
            tokens?: number;
            /** @description Further options of the operation, by name. */
            options?: {
                [key: string]: string | number | boolean;
            };
            /** @description Off-peak work, done when the service finds time. */
            batch?: boolean;
        };
        /** @description What a usage must be like; every part that is named must hold. */
        UsageCondition: {
            /** @description Width by height. */
            pixels?: {
                /** @description More than this. */
                above: number | null;
                /** @description At most this. */
                upTo: number | null;
            };
            /** @description Sampling steps. */
            steps?: {
                /** @description More than this. */
                above: number | null;
                /** @description At most this. */
                upTo: number | null;
            };
            /** @description How many. */
            count?: {
                /** @description More than this. */
                above: number | null;
                /** @description At most this. */
                upTo: number | null;
            };
            /** @description Seconds. */
            seconds?: {
                /** @description More than this. */
                above: number | null;
                /** @description At most this. */
                upTo: number | null;
            };
            /** @description Tokens, as language models count. */
            tokens?: {
                /** @description More than this. */
                above: number | null;
                /** @description At most this. */
                upTo: number | null;
            };
            /** @description The models there are; null: it does not depend on one. */
            models?: string[];
            /** @description Further options of the operation, by name. */
            options?: {
                [key: string]: string;
            };
            /** @description Off-peak work, done when the service finds time. */
            batch?: boolean;
        };
        UsageReport: {
            /** @description Periods, the oldest first; one without anything is left out. */
            buckets: {
                /**
                 * Format: date-time
                 * @description When the period begins, in UTC.
                 */
                start: string;
                /** @description The key. */
                key: string;
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
                /** @description How many. */
                count: number;
                /** @description How many of them were not usable: rejected, refunded in full, or their hold voided or run out. */
                failed: number;
                /**
                 * Format: decimal
                 * @description What services said that the work cost them, in dollars; a wallet session is not told.
                 * @example 9.99
                 */
                usdCost?: string;
            }[];
        };
        Wallet: {
            /** @description Its id. */
            id: string;
            /** @description The shop's own id for the buyer. */
            externalId: string | null;
            /** @description For people. */
            name: string | null;
            /** @description The buyer's country, as two capital letters: some have prices of their own. */
            region: string | null;
            /** @description What a client keeps with it, never read: at most 50 texts. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * Format: decimal
             * @description Credits that can be spent now: neither held nor lapsed.
             * @example 9.99
             */
            available: string;
            /**
             * Format: decimal
             * @description Credits set aside by open holds.
             * @example 9.99
             */
            held: string;
            /**
             * Format: decimal
             * @description Credits that were spent and then lost their payment; new credits pay it first.
             * @example 9.99
             */
            debt: string;
            /** @description The credits that lapse next, and when; null: none do. */
            expiringNext: {
                /**
                 * Format: decimal
                 * @description Credits.
                 * @example 9.99
                 */
                credits: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
            } | null;
            /** @description How far the credits go. */
            fuelGauge: {
                /** @description How many standard images the credits pay for. */
                standardImages: number;
                /** @description How long they last at the pace of the last seven days, or since the wallet was opened, at least one day; null: nothing was spent. */
                days: number | null;
            };
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
        };
        WalletSession: {
            /** @description Opens this wallet's pages, and what they call. Shown here only. */
            token: string;
            /**
             * Format: date-time
             * @description When it ends; null: never.
             */
            expiresAt: string;
            /** @description The wallet's page, with the token in the fragment. */
            url: string;
        };
        WalletSessionFacts: {
            /** @description The wallet. */
            walletId: string;
        };
        WebhookDelivery: {
            /** @description Its id. */
            id: string;
            endpointId: string;
            eventId: string;
            /** @enum {string} */
            eventType: "checkout.created" | "checkout.paid" | "checkout.expired" | "deposit.detected" | "deposit.credited" | "deposit.stuck" | "deposit.reorged" | "grant.created" | "grant.expiring" | "wallet.low_balance" | "hold.expired" | "debit.refunded";
            /**
             * @description Where it stands.
             * @enum {string}
             */
            state: "pending" | "delivered" | "failed";
            /** @description How often it was tried. */
            attempts: number;
            nextAttemptAt: string | null;
            /** @description What kind of failure it was. */
            failure: string | null;
            tries: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description Where it stands. */
                status: number | null;
                error: string | null;
                latencyMs: number;
            }[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description When it ended; null: it goes on. */
            endedAt: string | null;
        };
        WebhookEndpoint: {
            /** @description Its id. */
            id: string;
            /** @description Name of the client that the key belongs to; it survives the key's rotation. */
            client: string;
            /** @description A page for people. */
            url: string;
            /** @description Types of events that are sent; none: all. */
            events: ("checkout.created" | "checkout.paid" | "checkout.expired" | "deposit.detected" | "deposit.credited" | "deposit.stuck" | "deposit.reorged" | "grant.created" | "grant.expiring" | "wallet.low_balance" | "hold.expired" | "debit.refunded")[];
            previousSecretUntil: string | null;
            disabledAt: string | null;
            disabledReason: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
        };
    };
    responses: {
        /** @description `invalid_request`: The request is not valid. */
        invalid_request: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InvalidRequestProblem"];
            };
        };
        /** @description `idempotency_key_missing`: This call needs an Idempotency-Key. */
        idempotency_key_missing: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["IdempotencyKeyMissingProblem"];
            };
        };
        /** @description `unauthorized`: A valid key is needed. */
        unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["UnauthorizedProblem"];
            };
        };
        /** @description `forbidden`: This key may not do that. */
        forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ForbiddenProblem"];
            };
        };
        /** @description `not_found`: Not found. */
        not_found: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NotFoundProblem"];
            };
        };
        /** @description `insufficient_credits`: Not enough credits. */
        insufficient_credits: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InsufficientCreditsProblem"];
            };
        };
        /** @description `hold_not_open`: The hold is not open. */
        hold_not_open: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["HoldNotOpenProblem"];
            };
        };
        /** @description `capture_exceeds_hold`: More than was held. */
        capture_exceeds_hold: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CaptureExceedsHoldProblem"];
            };
        };
        /** @description `refund_exceeds_debit`: More than can be refunded. */
        refund_exceeds_debit: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RefundExceedsDebitProblem"];
            };
        };
        /** @description `idempotency_in_progress`: The first call is still running. */
        idempotency_in_progress: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["IdempotencyInProgressProblem"];
            };
        };
        /** @description `deposit_not_retryable`: The deposit cannot be retried. */
        deposit_not_retryable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["DepositNotRetryableProblem"];
            };
        };
        /** @description `nothing_to_refund`: Nothing can be refunded. */
        nothing_to_refund: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NothingToRefundProblem"];
            };
        };
        /** @description `checkout_not_open`: The checkout is not open. */
        checkout_not_open: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CheckoutNotOpenProblem"];
            };
        };
        /** @description `key_not_active`: The key is not in use. */
        key_not_active: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["KeyNotActiveProblem"];
            };
        };
        /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. */
        idempotency_key_reused: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
            };
        };
        /** @description `unknown_operation`: No such operation. */
        unknown_operation: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["UnknownOperationProblem"];
            };
        };
        /** @description `network_disabled`: The network takes no payments. */
        network_disabled: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["NetworkDisabledProblem"];
            };
        };
        /** @description `payload_too_large`: The request is too large. */
        payload_too_large: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
            };
        };
        /** @description `rate_limited`: Too many requests. */
        rate_limited: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RateLimitedProblem"];
            };
        };
        /** @description `internal`: Something went wrong on our side. */
        internal: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InternalProblem"];
            };
        };
        /** @description `unavailable`: Not available at the moment. */
        unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["UnavailableProblem"];
            };
        };
    };
    parameters: {
        /**
         * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
         * @example image-4711
         */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request; quote it when you ask for help. */
        RequestId: string;
        /** @description `true` where the answer is that of an earlier call with the same key. */
        IdempotencyReplayed: "true";
        /** @description Try again after so many seconds. */
        RetryAfter: string;
    };
    pathItems: never;
}
export type Alert = components['schemas']['Alert'];
export type Allowance = components['schemas']['Allowance'];
export type AllowanceOffer = components['schemas']['AllowanceOffer'];
export type AuditRecord = components['schemas']['AuditRecord'];
export type Bonus = components['schemas']['Bonus'];
export type BulkRetry = components['schemas']['BulkRetry'];
export type CaptureExceedsHoldProblem = components['schemas']['CaptureExceedsHoldProblem'];
export type Catalog = components['schemas']['Catalog'];
export type CatalogCheck = components['schemas']['CatalogCheck'];
export type CatalogSource = components['schemas']['CatalogSource'];
export type CatalogVersion = components['schemas']['CatalogVersion'];
export type Checkout = components['schemas']['Checkout'];
export type CheckoutDeposit = components['schemas']['CheckoutDeposit'];
export type CheckoutNotOpenProblem = components['schemas']['CheckoutNotOpenProblem'];
export type ClaimedCheckout = components['schemas']['ClaimedCheckout'];
export type Client = components['schemas']['Client'];
export type ConsoleOverview = components['schemas']['ConsoleOverview'];
export type ConsoleSession = components['schemas']['ConsoleSession'];
export type Debit = components['schemas']['Debit'];
export type Deposit = components['schemas']['Deposit'];
export type DepositNotRetryableProblem = components['schemas']['DepositNotRetryableProblem'];
export type DepositWithHistory = components['schemas']['DepositWithHistory'];
export type Discount = components['schemas']['Discount'];
export type Entry = components['schemas']['Entry'];
export type Event = components['schemas']['Event'];
export type ForbiddenProblem = components['schemas']['ForbiddenProblem'];
export type Grant = components['schemas']['Grant'];
export type Hold = components['schemas']['Hold'];
export type HoldNotOpenProblem = components['schemas']['HoldNotOpenProblem'];
export type IdempotencyInProgressProblem = components['schemas']['IdempotencyInProgressProblem'];
export type IdempotencyKeyMissingProblem = components['schemas']['IdempotencyKeyMissingProblem'];
export type IdempotencyKeyReusedProblem = components['schemas']['IdempotencyKeyReusedProblem'];
export type InsufficientCreditsProblem = components['schemas']['InsufficientCreditsProblem'];
export type InternalProblem = components['schemas']['InternalProblem'];
export type InvalidRequestProblem = components['schemas']['InvalidRequestProblem'];
export type Key = components['schemas']['Key'];
export type KeyNotActiveProblem = components['schemas']['KeyNotActiveProblem'];
export type LedgerHead = components['schemas']['LedgerHead'];
export type LedgerVerification = components['schemas']['LedgerVerification'];
export type Member = components['schemas']['Member'];
export type NetworkDisabledProblem = components['schemas']['NetworkDisabledProblem'];
export type NetworkOffer = components['schemas']['NetworkOffer'];
export type NetworkStatus = components['schemas']['NetworkStatus'];
export type NewBatchDebit = components['schemas']['NewBatchDebit'];
export type NewCheckout = components['schemas']['NewCheckout'];
export type NewDebit = components['schemas']['NewDebit'];
export type NewGrant = components['schemas']['NewGrant'];
export type NewHold = components['schemas']['NewHold'];
export type NewKey = components['schemas']['NewKey'];
export type NewWebhook = components['schemas']['NewWebhook'];
export type NewWebhookEndpoint = components['schemas']['NewWebhookEndpoint'];
export type NotFoundProblem = components['schemas']['NotFoundProblem'];
export type NothingToRefundProblem = components['schemas']['NothingToRefundProblem'];
export type Operation = components['schemas']['Operation'];
export type Pack = components['schemas']['Pack'];
export type PayloadTooLargeProblem = components['schemas']['PayloadTooLargeProblem'];
export type PlayedPayment = components['schemas']['PlayedPayment'];
export type Problem = components['schemas']['Problem'];
export type PurchaseRefund = components['schemas']['PurchaseRefund'];
export type Quote = components['schemas']['Quote'];
export type RateLimitedProblem = components['schemas']['RateLimitedProblem'];
export type Readiness = components['schemas']['Readiness'];
export type ReconciledAddress = components['schemas']['ReconciledAddress'];
export type ReconciliationRun = components['schemas']['ReconciliationRun'];
export type RefundExceedsDebitProblem = components['schemas']['RefundExceedsDebitProblem'];
export type RefundQuote = components['schemas']['RefundQuote'];
export type RefundRequest = components['schemas']['RefundRequest'];
export type RetryResult = components['schemas']['RetryResult'];
export type RevenueReport = components['schemas']['RevenueReport'];
export type Transfer = components['schemas']['Transfer'];
export type UnauthorizedProblem = components['schemas']['UnauthorizedProblem'];
export type UnavailableProblem = components['schemas']['UnavailableProblem'];
export type UnknownOperationProblem = components['schemas']['UnknownOperationProblem'];
export type Usage = components['schemas']['Usage'];
export type UsageCondition = components['schemas']['UsageCondition'];
export type UsageReport = components['schemas']['UsageReport'];
export type Wallet = components['schemas']['Wallet'];
export type WalletSession = components['schemas']['WalletSession'];
export type WalletSessionFacts = components['schemas']['WalletSessionFacts'];
export type WebhookDelivery = components['schemas']['WebhookDelivery'];
export type WebhookEndpoint = components['schemas']['WebhookEndpoint'];
export type $defs = Record<string, never>;
export interface operations {
    postHolds: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
                 * @example image-4711
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHold"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description `invalid_request`: The request is not valid. `idempotency_key_missing`: This call needs an Idempotency-Key. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"];
                };
            };
            401: components["responses"]["unauthorized"];
            402: components["responses"]["insufficient_credits"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["idempotency_in_progress"];
            413: components["responses"]["payload_too_large"];
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `unknown_operation`: No such operation. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["UnknownOperationProblem"];
                };
            };
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getHoldsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postHoldsIdCapture: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
                 * @example image-4711
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Credits. */
                    credits?: string;
                    /**
                     * @description What became of it.
                     * @enum {string}
                     */
                    outcome?: "succeeded" | "rejected";
                    /** @description Dollars that making it cost you: for margin reports. */
                    providerCostUsd?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description `invalid_request`: The request is not valid. `idempotency_key_missing`: This call needs an Idempotency-Key. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            /** @description `idempotency_in_progress`: The first call is still running. `hold_not_open`: The hold is not open. `capture_exceeds_hold`: More than was held. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyInProgressProblem"] | components["schemas"]["HoldNotOpenProblem"] | components["schemas"]["CaptureExceedsHoldProblem"];
                };
            };
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postHoldsIdVoid: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
                 * @example image-4711
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description `invalid_request`: The request is not valid. `idempotency_key_missing`: This call needs an Idempotency-Key. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            /** @description `idempotency_in_progress`: The first call is still running. `hold_not_open`: The hold is not open. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyInProgressProblem"] | components["schemas"]["HoldNotOpenProblem"];
                };
            };
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postHoldsIdExtend: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
                 * @example image-4711
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Seconds from now until it ends by itself; a hold may last 24 hours from its start. */
                    expiresInSeconds: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description `invalid_request`: The request is not valid. `idempotency_key_missing`: This call needs an Idempotency-Key. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            /** @description `idempotency_in_progress`: The first call is still running. `hold_not_open`: The hold is not open. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyInProgressProblem"] | components["schemas"]["HoldNotOpenProblem"];
                };
            };
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDebits: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
                 * @example image-4711
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDebit"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Debit"];
                };
            };
            /** @description `invalid_request`: The request is not valid. `idempotency_key_missing`: This call needs an Idempotency-Key. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"];
                };
            };
            401: components["responses"]["unauthorized"];
            402: components["responses"]["insufficient_credits"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["idempotency_in_progress"];
            413: components["responses"]["payload_too_large"];
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `unknown_operation`: No such operation. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["UnknownOperationProblem"];
                };
            };
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getDebitsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Debit"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDebitsIdRefund: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
                 * @example image-4711
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Credits. */
                    credits?: string;
                    /** @description Why. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Debit"];
                };
            };
            /** @description `invalid_request`: The request is not valid. `idempotency_key_missing`: This call needs an Idempotency-Key. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            /** @description `idempotency_in_progress`: The first call is still running. `refund_exceeds_debit`: More than can be refunded. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyInProgressProblem"] | components["schemas"]["RefundExceedsDebitProblem"];
                };
            };
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDebitsBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Each a body of `POST /v1/debits` with an `idempotencyKey` of its own; one that is wrong is refused alone. */
                    debits: components["schemas"]["NewBatchDebit"][];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What became of each, in the order given. */
                        results: {
                            /** @description Where it stands. */
                            status: number;
                            debit?: components["schemas"]["Debit"];
                            /** @description Why an item was refused. */
                            problem?: components["schemas"]["Problem"];
                        }[];
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getHealthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Whether it holds.
                         * @constant
                         */
                        ok: true;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getReadyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            400: components["responses"]["invalid_request"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            /** @description Not ready. `unavailable`: Not available at the moment. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
        };
    };
    getOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The version of the OpenAPI specification. */
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getDocsErrors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                    "text/html": string;
                };
            };
            400: components["responses"]["invalid_request"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getCatalog: {
        parameters: {
            query?: {
                /** @description The buyer's country, as two capital letters: some have prices of their own. */
                region?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalog"];
                };
            };
            400: components["responses"]["invalid_request"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postCatalog: {
        parameters: {
            query?: {
                /** @description Why, for the audit record. */
                note?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/yaml": string;
                "application/x-yaml": string;
                "text/yaml": string;
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description It was there before. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogVersion"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogVersion"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getCatalogVersions: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["CatalogVersion"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postQuotes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What is to be done, priced by the catalogue. */
                    usage: components["schemas"]["Usage"];
                    /** @description The wallet. */
                    walletId?: string;
                    /** @description The buyer's country, as two capital letters: some have prices of their own. */
                    region?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["unknown_operation"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWallets: {
        parameters: {
            query: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
                /** @description The shop's own id for the buyer. */
                externalId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Wallet"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWallets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The shop's own id for the buyer. */
                    externalId?: string;
                    /** @description For people. */
                    name?: string;
                    /** @description The buyer's country, as two capital letters: some have prices of their own. */
                    region?: string;
                    /** @description What a client keeps with it, never read: at most 50 texts. */
                    metadata?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description It was there before. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWalletsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    patchWalletsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For people. */
                    name?: string | null;
                    /** @description The buyer's country, as two capital letters: some have prices of their own. */
                    region?: string | null;
                    /** @description What a client keeps with it, never read: at most 50 texts. */
                    metadata?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWalletsIdEntries: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
                /** @description As JSON, or as a file for a spreadsheet (RFC 4180). */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Entry"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                    "text/csv": string;
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWalletsIdCheckouts: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Checkout"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWalletsIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletSession"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteWalletsIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many ended. */
                        ended: number;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWalletSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletSessionFacts"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWalletsIdGrants: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Grant"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWalletsIdGrants: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
                 * @example image-4711
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGrant"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description `invalid_request`: The request is not valid. `idempotency_key_missing`: This call needs an Idempotency-Key. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["idempotency_in_progress"];
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWalletsIdMembers: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Member"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWalletsIdMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The shop's own name for a member of the wallet's team. */
                    memberId: string;
                    /** @description For people. */
                    name?: string;
                    /** @description The most that the member may spend in a period; null: no limit. */
                    cap?: {
                        /** @description Credits. */
                        credits: string;
                        /**
                         * @description The period.
                         * @enum {string}
                         */
                        per: "day" | "month";
                    } | null;
                };
            };
        };
        responses: {
            /** @description It was there before. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteWalletsIdMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The shop's own name for a member of the wallet's team. */
                    memberId: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    patchWalletsIdMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The shop's own name for a member of the wallet's team. */
                    memberId: string;
                    /** @description For people. */
                    name?: string;
                    /** @description The most that the member may spend in a period; null: no limit. */
                    cap?: {
                        /** @description Credits. */
                        credits: string;
                        /**
                         * @description The period.
                         * @enum {string}
                         */
                        per: "day" | "month";
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWalletsIdUsage: {
        parameters: {
            query: {
                /** @description From when on. */
                from: string;
                /** @description Until when, not included. */
                to: string;
                /** @description How long each period is, in UTC. */
                bucket?: "hour" | "day" | "month";
                /** @description What each period is divided by. */
                groupBy?: "operation" | "model" | "service";
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReport"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getReportsRevenue: {
        parameters: {
            query: {
                /** @description From when on. */
                from: string;
                /** @description Until when, not included. */
                to: string;
                /** @description How long each period is, in UTC. */
                bucket?: "hour" | "day" | "month";
                /** @description As JSON, or as a file for a spreadsheet (RFC 4180). */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevenueReport"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWalletsIdAllowances: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Allowance"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWalletsIdAllowances: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description An allowance of the catalogue. */
                    allowanceId: string;
                };
            };
        };
        responses: {
            /** @description It was there before. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Allowance"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Allowance"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteWalletsIdAllowances: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description An allowance of the catalogue. */
                    allowanceId: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Allowance"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWalletsIdAlerts: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Alert"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWalletsIdAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Credits: tell when fewer than this can be spent. */
                    below: string;
                };
            };
        };
        responses: {
            /** @description It was there before. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteWalletsIdAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Credits: tell when fewer than this can be spent. */
                    below: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
                /** @description What kind it is. */
                type?: "checkout.created" | "checkout.paid" | "checkout.expired" | "deposit.detected" | "deposit.credited" | "deposit.stuck" | "deposit.reorged" | "grant.created" | "grant.expiring" | "wallet.low_balance" | "hold.expired" | "debit.refunded";
                /** @description What it is about, by id. */
                objectId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Event"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postEventsIdRedeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["WebhookDelivery"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["WebhookEndpoint"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookEndpoint"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWebhookEndpointsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteWebhookEndpointsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWebhookEndpointsIdRotateSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How long the old one still works.
                     * @default 86400
                     */
                    overlapSeconds?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookEndpoint"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWebhookEndpointsIdEnable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWebhookEndpointsIdDeliveries: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
                /** @description Where it stands. */
                state?: "pending" | "delivered" | "failed";
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["WebhookDelivery"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getCheckouts: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
                /** @description Where it stands. */
                status?: "open" | "confirming" | "paid" | "expired" | "cancelled";
                /** @description By an id, a transaction, an address, or the shop's own id. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Checkout"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postCheckouts: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
                 * @example image-4711
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCheckout"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            /** @description `invalid_request`: The request is not valid. `idempotency_key_missing`: This call needs an Idempotency-Key. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["idempotency_in_progress"];
            413: components["responses"]["payload_too_large"];
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `network_disabled`: The network takes no payments. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["NetworkDisabledProblem"];
                };
            };
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getCheckoutsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            400: components["responses"]["invalid_request"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postCheckoutsIdNetwork: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The chain: TRON (TRC20) or Ethereum (ERC20).
                     * @enum {string}
                     */
                    network: "tron" | "ethereum";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            400: components["responses"]["invalid_request"];
            404: components["responses"]["not_found"];
            409: components["responses"]["checkout_not_open"];
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["network_disabled"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postCheckoutsIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["checkout_not_open"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getCheckoutsIdEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["invalid_request"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postCheckoutsIdClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The transaction. */
                    txHash: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimedCheckout"];
                };
            };
            400: components["responses"]["invalid_request"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["network_disabled"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getDeposits: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
                /** @description Where it stands. */
                status?: "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";
                /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
                network?: "tron" | "ethereum";
                /** @description Why. */
                reason?: "credit_failed" | "provider_disagreement" | "below_minimum" | "unsupported_token" | "review_threshold" | "sender_blocked" | "reorged_after_credit" | "rpc_exhausted" | "no_checkout";
                /** @description By an id, a transaction, an address, or the shop's own id. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Deposit"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getDepositsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositWithHistory"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDepositsIdRetry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why, for the audit record. */
                    note: string;
                    /**
                     * @description Whether it only said what it would do.
                     * @default false
                     */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryResult"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["deposit_not_retryable"];
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["network_disabled"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDepositsRetry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Where it stands.
                     * @constant
                     */
                    status: "stuck";
                    /**
                     * @description Why.
                     * @enum {string}
                     */
                    reason?: "credit_failed" | "provider_disagreement" | "below_minimum" | "unsupported_token" | "review_threshold" | "sender_blocked" | "reorged_after_credit" | "rpc_exhausted" | "no_checkout";
                    /**
                     * @description The chain: TRON (TRC20) or Ethereum (ERC20).
                     * @enum {string}
                     */
                    network?: "tron" | "ethereum";
                    /** @description Why, for the audit record. */
                    note: string;
                    /** @description Where to go on: the `nextCursor` of the list before. */
                    cursor?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkRetry"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDepositsIdAssign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The wallet. */
                    walletId: string;
                    /** @description Why, for the audit record. */
                    note: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryResult"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["deposit_not_retryable"];
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["network_disabled"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDepositsIdReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why, for the audit record. */
                    note: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deposit"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["deposit_not_retryable"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDepositsIdRefunded: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The transaction. */
                    txHash: string;
                    /** @description Why, for the audit record. */
                    note: string;
                    /**
                     * @description Record it even where less than was granted can be taken back.
                     * @default false
                     */
                    allowShortfall?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deposit"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["deposit_not_retryable"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postNetworksNetworkRescan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
                network: "tron" | "ethereum";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The first block. */
                    fromBlock: number;
                    /** @description The last block. */
                    toBlock: number;
                    /** @description Why, for the audit record. */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The first block. */
                        fromBlock: number;
                        /** @description The last block. */
                        toBlock: number;
                        /** @description Transfers to our addresses in these blocks. */
                        found: number;
                        /** @description What is recorded. */
                        recorded: string[];
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getReportsReconciliation: {
        parameters: {
            query: {
                /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
                network: "tron" | "ethereum";
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["ReconciledAddress"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["network_disabled"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getReportsReconciliationRuns: {
        parameters: {
            query: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
                /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
                network: "tron" | "ethereum";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["ReconciliationRun"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getAudit: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
                /** @description What it is about, by id. */
                objectId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["AuditRecord"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getNetworks: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["NetworkStatus"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postNetworksNetworkPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
                network: "tron" | "ethereum";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why, for the audit record. */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkStatus"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postNetworksNetworkResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
                network: "tron" | "ethereum";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why, for the audit record. */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkStatus"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postTransfers: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
                 * @example image-4711
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The wallet that pays. */
                    fromWalletId: string;
                    /** @description The wallet that gets them. */
                    toWalletId: string;
                    /** @description Credits. */
                    credits: string;
                    /** @description Why. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            /** @description `invalid_request`: The request is not valid. `idempotency_key_missing`: This call needs an Idempotency-Key. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"];
                };
            };
            401: components["responses"]["unauthorized"];
            402: components["responses"]["insufficient_credits"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["idempotency_in_progress"];
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWalletsIdRefundQuote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The checkout that it paid. */
                    checkoutId?: string;
                    /** @description The deposit that it came from. */
                    depositId?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundQuote"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postWalletsIdRefundRequests: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Your own name for this one action, such as your job's id: 1 to 255 visible ASCII characters. It belongs to your client and to the wallet that is moved.
                 * @example image-4711
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The checkout that it paid. */
                    checkoutId?: string;
                    /** @description The deposit that it came from. */
                    depositId?: string;
                    /**
                     * @description Why.
                     * @default unused purchase
                     */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundRequest"];
                };
            };
            /** @description `invalid_request`: The request is not valid. `idempotency_key_missing`: This call needs an Idempotency-Key. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidRequestProblem"] | components["schemas"]["IdempotencyKeyMissingProblem"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            /** @description `idempotency_in_progress`: The first call is still running. `nothing_to_refund`: Nothing can be refunded. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyInProgressProblem"] | components["schemas"]["NothingToRefundProblem"];
                };
            };
            413: components["responses"]["payload_too_large"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getRefundRequests: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
                /** @description Where it stands. */
                status?: "open" | "paid" | "dropped";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["PurchaseRefund"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getLedgerVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerVerification"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getLedgerHead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerHead"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postCatalogCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/yaml": string;
                "application/x-yaml": string;
                "text/yaml": string;
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogCheck"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getCatalogVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The version. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogSource"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getClients: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Client"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getConsoleOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleOverview"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getKeys: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 200. */
                limit?: number;
                /** @description Where to go on: the `nextCursor` of the list before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The items. */
                        data: components["schemas"]["Key"][];
                        /** @description Send it as `cursor` for what follows; null: nothing does. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What its key may do.
                     * @enum {string}
                     */
                    role: "store" | "service" | "operator";
                    /** @description Name of the client that the key belongs to; it survives the key's rotation. */
                    client: string;
                    /**
                     * Format: date-time
                     * @description When it ends; null: never.
                     */
                    expiresAt?: string;
                    /** @description How many requests a minute it may make. */
                    requestsPerMinute?: number;
                    /** @description Whether it may only read. */
                    readOnly?: boolean;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postKeysIdRotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How long the old one still works. */
                    overlapSeconds: number;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["key_not_active"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    deleteKeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postConsoleLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The key. */
                    key: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleSession"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getConsoleSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleSession"];
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postConsoleLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Done.
                         * @constant
                         */
                        loggedOut: true;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDevClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description By how much. */
                    advanceSeconds: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description The store's time afterwards.
                         */
                        now: string;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDevCheckoutsIdPay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description As asked, or how it goes wrong.
                     * @default exact
                     * @enum {string}
                     */
                    how?: "exact" | "half" | "late" | "twice" | "wrong_token" | "reorg";
                    /** @description USDT. */
                    amount?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayedPayment"];
                };
            };
            400: components["responses"]["invalid_request"];
            404: components["responses"]["not_found"];
            409: components["responses"]["checkout_not_open"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDevNetworksNetworkMine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
                network: "tron" | "ethereum";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How many blocks.
                     * @default 1
                     */
                    blocks?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The chain: TRON (TRC20) or Ethereum (ERC20).
                         * @enum {string}
                         */
                        network: "tron" | "ethereum";
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    postDevNetworksNetworkFork: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chain: TRON (TRC20) or Ethereum (ERC20). */
                network: "tron" | "ethereum";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How many of the newest blocks.
                     * @default 3
                     */
                    depth?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The chain: TRON (TRC20) or Ethereum (ERC20).
                         * @enum {string}
                         */
                        network: "tron" | "ethereum";
                    };
                };
            };
            400: components["responses"]["invalid_request"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
}
