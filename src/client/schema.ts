/**
 * The types of Coffer's HTTP API. Generated from its OpenAPI document: do not edit, run `npm run generate:client-types`.
 */

export interface paths {
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
        /** Whether the store can serve: 200, or 503 with what is missing */
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
        /** Change what describes a wallet */
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
        /** USDT received, credits sold, given, spent and lapsed, provider cost and margin, by period (UTC) */
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
        /** A checkout; its id is all that is needed */
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
        /** Server-sent events: the whole checkout now, and again at each change */
        get: operations["getCheckoutsIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
        /** Retry the stuck deposits of a reason or network, oldest first, at most 200 at once */
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
        /** How far each network is watched, and the state of its providers as this process sees them */
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
        /** Revoke a key: refused everywhere within 5 seconds */
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Alert: {
            below: string;
            armed: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        Allowance: {
            allowanceId: string;
            name: string;
            /** @enum {string} */
            kind: "included" | "promotional";
            credits: string;
            /** @enum {string} */
            every: "day" | "week" | "month";
            rollover: number | "forever";
            capCredits: string | null;
            /** @enum {string} */
            whenEnded: "lapse" | "keep";
            /** Format: date-time */
            startedAt: string;
            nextAt: string | null;
            endedAt: string | null;
        };
        AllowanceOffer: {
            id: string;
            name: string;
            credits: string;
            /** @enum {string} */
            every: "day" | "week" | "month";
            /** @enum {string} */
            kind: "included" | "promotional";
            rollover: "forever" | number;
            capCredits: string | null;
            /** @enum {string} */
            whenEnded: "lapse" | "keep";
        };
        AuditRecord: {
            id: string;
            /** Format: date-time */
            at: string;
            clientId: string;
            client: string | null;
            action: string;
            objectId: string;
            before: unknown;
            after: unknown;
            note: string | null;
        };
        Bonus: {
            id: string;
            label: string;
            hasCode: boolean;
            network: ("tron" | "ethereum") | null;
            fromUsd: string | null;
            from: string | null;
            until: string | null;
            /** @enum {string} */
            condition: "payment" | "first_purchase" | "promo_code";
            percent: string | null;
            credits: string | null;
            maxCredits: string | null;
            expiry: {
                afterDays: number | null;
                afterInactiveDays: number | null;
            } | null;
        };
        BulkRetry: {
            count: number;
            credited: number;
            results: {
                id: string;
                /** @enum {string} */
                outcome: "credited" | "would_credit" | "waiting" | "refused";
                explanation: string;
            }[];
        };
        /** @description More than was held. See /docs/errors#capture_exceeds_hold. */
        CaptureExceedsHoldProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            /** @constant */
            code: "capture_exceeds_hold";
            requestId: string;
            held: string;
            asked: string;
        };
        Catalog: {
            version: string;
            name: string;
            region: string | null;
            creditName: string;
            creditUsd: string;
            standardImage: {
                operation: string;
                model?: string;
                width?: number;
                height?: number;
                steps?: number;
                count?: number;
                credits: string;
            };
            packs: components["schemas"]["Pack"][];
            anyAmount: {
                minUsd: string;
                maxUsd: string;
                breakpoints: {
                    fromUsd: string;
                    creditUsd: string;
                }[];
            } | null;
            bonuses: components["schemas"]["Bonus"][];
            discounts: components["schemas"]["Discount"][];
            operations: components["schemas"]["Operation"][];
            allowances: components["schemas"]["AllowanceOffer"][];
            expiry: {
                afterDays: number | null;
                afterInactiveDays: number | null;
            };
            refunds: {
                policy: string;
                windowDays: number;
                firstPurchaseOnly: boolean;
            };
            transfers: {
                allowed: boolean;
            };
            /** @enum {string} */
            failedGenerations: "free" | "charged";
            grace: {
                expiredLotHours: number;
                paymentMinutes: number;
            };
            disclosure: {
                point: string;
                ok: boolean;
                why: string;
            }[];
            networks: components["schemas"]["NetworkOffer"][];
        };
        CatalogCheck: {
            ok: boolean;
            version: string | null;
            issues: {
                path: string;
                message: string;
                line: number;
                column: number;
            }[];
            disclosure: {
                point: string;
                ok: boolean;
                why: string;
            }[];
        };
        CatalogSource: {
            version: string;
            position: number;
            /** Format: date-time */
            publishedAt: string;
            source: string;
        };
        CatalogVersion: {
            version: string;
            position: number;
            /** Format: date-time */
            publishedAt: string;
            inForce: boolean;
        };
        Checkout: {
            id: string;
            walletId: string;
            /** @enum {string} */
            status: "open" | "confirming" | "paid" | "expired" | "cancelled";
            exception: ("underpaid" | "overpaid" | "paid_late") | null;
            network: ("tron" | "ethereum") | null;
            /** @constant */
            token: "USDT";
            contract: string | null;
            address: string | null;
            paymentUri: string | null;
            url: string;
            returnUrl: string | null;
            amountDue: string;
            amountReceived: string;
            amountRemaining: string;
            tolerance: string;
            terms: {
                packId: string | null;
                priceUsd: string;
                discountUsd: string;
                credits: string;
                bonuses: {
                    id: string;
                    label: string;
                    credits: string;
                    condition: string | null;
                }[];
                totalCredits: string;
                baseUsdPerCredit: string;
                catalogVersion: string;
            };
            creditsGranted: string;
            confirmationsRequired: (number | "final") | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            inTimeUntil: string;
            deposits: components["schemas"]["CheckoutDeposit"][];
        };
        CheckoutDeposit: {
            id: string;
            /** @enum {string} */
            status: "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";
            amount: string;
            txHash: string;
            logIndex: number | null;
            blockNumber: number;
            confirmations: number;
            from: string;
            /** Format: date-time */
            detectedAt: string;
            creditedAt: string | null;
            credits: string;
        };
        /** @description The checkout is not open. See /docs/errors#checkout_not_open. */
        CheckoutNotOpenProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            /** @constant */
            code: "checkout_not_open";
            requestId: string;
            state: string;
        };
        ClaimedCheckout: {
            id: string;
            walletId: string;
            /** @enum {string} */
            status: "open" | "confirming" | "paid" | "expired" | "cancelled";
            exception: ("underpaid" | "overpaid" | "paid_late") | null;
            network: ("tron" | "ethereum") | null;
            /** @constant */
            token: "USDT";
            contract: string | null;
            address: string | null;
            paymentUri: string | null;
            url: string;
            returnUrl: string | null;
            amountDue: string;
            amountReceived: string;
            amountRemaining: string;
            tolerance: string;
            terms: {
                packId: string | null;
                priceUsd: string;
                discountUsd: string;
                credits: string;
                bonuses: {
                    id: string;
                    label: string;
                    credits: string;
                    condition: string | null;
                }[];
                totalCredits: string;
                baseUsdPerCredit: string;
                catalogVersion: string;
            };
            creditsGranted: string;
            confirmationsRequired: (number | "final") | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            inTimeUntil: string;
            deposits: components["schemas"]["CheckoutDeposit"][];
            claim: {
                /** @enum {string} */
                state: "pooled" | "seen" | "recorded";
                explanation: string;
            };
        };
        Client: {
            id: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
            keys: number;
        };
        ConsoleOverview: {
            /** Format: date-time */
            at: string;
            stuck: {
                /** @enum {string} */
                reason: "credit_failed" | "provider_disagreement" | "below_minimum" | "unsupported_token" | "review_threshold" | "sender_blocked" | "reorged_after_credit" | "rpc_exhausted" | "no_checkout";
                /** @enum {string} */
                network: "tron" | "ethereum";
                count: number;
                amount: string;
                /** Format: date-time */
                oldestAt: string;
            }[];
            underWay: {
                count: number;
                amount: string;
                oldestAt: string | null;
            };
            checkouts: {
                open: number;
                confirming: number;
            };
            wallets: {
                count: number;
                available: string;
                held: string;
                scheduled: string;
                debt: string;
            };
        };
        Debit: {
            id: string;
            walletId: string;
            credits: string;
            refunded: string;
            reference: string | null;
            availableAfter: string;
            burned: {
                grantId: string;
                credits: string;
            }[];
            /** Format: date-time */
            createdAt: string;
        };
        Deposit: {
            id: string;
            /** @enum {string} */
            network: "tron" | "ethereum";
            txHash: string;
            logIndex: number | null;
            logPosition: number;
            blockNumber: number;
            blockHash: string;
            /** @enum {string} */
            token: "USDT" | "other";
            contract: string;
            from: string;
            to: string;
            amount: string;
            /** @enum {string} */
            status: "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";
            stuckReason: ("credit_failed" | "provider_disagreement" | "below_minimum" | "unsupported_token" | "review_threshold" | "sender_blocked" | "reorged_after_credit" | "rpc_exhausted" | "no_checkout") | null;
            explanation: string;
            attempts: number;
            lastError: string | null;
            checkoutId: string | null;
            walletId: string;
            credits: string;
            /** Format: date-time */
            detectedAt: string;
            finalAt: string | null;
            creditedAt: string | null;
        };
        /** @description The deposit cannot be retried. See /docs/errors#deposit_not_retryable. */
        DepositNotRetryableProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            /** @constant */
            code: "deposit_not_retryable";
            requestId: string;
            state?: string;
            stuckReason?: string | null;
            shortfall?: string;
        };
        DepositWithHistory: {
            id: string;
            /** @enum {string} */
            network: "tron" | "ethereum";
            txHash: string;
            logIndex: number | null;
            logPosition: number;
            blockNumber: number;
            blockHash: string;
            /** @enum {string} */
            token: "USDT" | "other";
            contract: string;
            from: string;
            to: string;
            amount: string;
            /** @enum {string} */
            status: "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";
            stuckReason: ("credit_failed" | "provider_disagreement" | "below_minimum" | "unsupported_token" | "review_threshold" | "sender_blocked" | "reorged_after_credit" | "rpc_exhausted" | "no_checkout") | null;
            explanation: string;
            attempts: number;
            lastError: string | null;
            checkoutId: string | null;
            walletId: string;
            credits: string;
            /** Format: date-time */
            detectedAt: string;
            finalAt: string | null;
            creditedAt: string | null;
            history: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                status: "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";
                detail: string;
                clientId: string | null;
            }[];
        };
        Discount: {
            id: string;
            label: string;
            hasCode: boolean;
            network: ("tron" | "ethereum") | null;
            fromUsd: string | null;
            from: string | null;
            until: string | null;
            /** @enum {string} */
            condition: "payment" | "promo_code";
            percent: string;
        };
        Entry: {
            id: string;
            /** Format: date-time */
            at: string;
            type: string;
            credits: string;
            balanceAfter: string;
            heldAfter: string;
            amount: string;
            from: string;
            to: string;
            reference: string | null;
            grantId?: string;
            depositId?: string;
            holdId?: string;
            debitId?: string;
        };
        Event: {
            id: string;
            type: string;
            objectId: string;
            version: number;
            /** Format: date-time */
            createdAt: string;
            data: {
                [key: string]: unknown;
            };
        };
        /** @description This key may not do that. See /docs/errors#forbidden. */
        ForbiddenProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 403;
            detail: string;
            /** @constant */
            code: "forbidden";
            requestId: string;
        };
        Grant: {
            id: string;
            /** @enum {string} */
            kind: "purchased" | "bonus" | "promotional" | "included";
            granted: string;
            remaining: string;
            held: string;
            priority: number;
            /** Format: date-time */
            effectiveAt: string;
            expiresAt: string | null;
            expiresAfterInactiveDays: number | null;
            unitCostUsd: string;
            reason: string | null;
            source: {
                /** @enum {string} */
                type: "deposit" | "store" | "allowance" | "transfer";
                depositId?: string;
                /** @enum {string} */
                network?: "tron" | "ethereum";
                txHash?: string;
            };
        };
        Hold: {
            id: string;
            walletId: string;
            /** @enum {string} */
            state: "open" | "captured" | "voided" | "expired";
            credits: string;
            captured: string;
            reference: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            lines: {
                label: string;
                credits: string;
            }[];
            debitId: string | null;
        };
        /** @description The hold is not open. See /docs/errors#hold_not_open. */
        HoldNotOpenProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            /** @constant */
            code: "hold_not_open";
            requestId: string;
            /** @enum {string} */
            state: "captured" | "voided" | "expired";
        };
        /** @description The first call is still running. See /docs/errors#idempotency_in_progress. */
        IdempotencyInProgressProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            /** @constant */
            code: "idempotency_in_progress";
            requestId: string;
        };
        /** @description This call needs an Idempotency-Key. See /docs/errors#idempotency_key_missing. */
        IdempotencyKeyMissingProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 400;
            detail: string;
            /** @constant */
            code: "idempotency_key_missing";
            requestId: string;
        };
        /** @description The Idempotency-Key was used for another request. See /docs/errors#idempotency_key_reused. */
        IdempotencyKeyReusedProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 422;
            detail: string;
            /** @constant */
            code: "idempotency_key_reused";
            requestId: string;
        };
        /** @description Not enough credits. See /docs/errors#insufficient_credits. */
        InsufficientCreditsProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 402;
            detail: string;
            /** @constant */
            code: "insufficient_credits";
            requestId: string;
            walletId: string;
            available: string;
            needed: string;
            /** Format: uri */
            topUpUrl: string;
            memberId?: string;
            cap?: {
                credits: string;
                /** @enum {string} */
                per: "day" | "month";
            };
            capRemaining?: string;
        };
        /** @description Something went wrong on our side. See /docs/errors#internal. */
        InternalProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 500;
            detail: string;
            /** @constant */
            code: "internal";
            requestId: string;
        };
        /** @description The request is not valid. See /docs/errors#invalid_request. */
        InvalidRequestProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 400;
            detail: string;
            /** @constant */
            code: "invalid_request";
            requestId: string;
            issues?: {
                path: string;
                message: string;
            }[];
        };
        Key: {
            id: string;
            /** @enum {string} */
            role: "store" | "service" | "operator";
            client: string;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
        };
        LedgerHead: {
            entries: number;
            hash: string;
            at: string | null;
        };
        LedgerVerification: {
            ok: boolean;
            checks: {
                name: string;
                ok: boolean;
                detail: string;
            }[];
        };
        Member: {
            memberId: string;
            name: string | null;
            cap: {
                credits: string;
                /** @enum {string} */
                per: "day" | "month";
            } | null;
            spent: {
                day: string;
                month: string;
            };
            /** Format: date-time */
            createdAt: string;
        };
        /** @description The network takes no payments. See /docs/errors#network_disabled. */
        NetworkDisabledProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 422;
            detail: string;
            /** @constant */
            code: "network_disabled";
            requestId: string;
        };
        NetworkOffer: {
            /** @enum {string} */
            id: "tron" | "ethereum";
            name: string;
            /** @constant */
            token: "USDT";
            contract: string;
            confirmations: number | "final";
            typicalSeconds: number;
            typicalFeeUsd: string;
        };
        NetworkStatus: {
            /** @enum {string} */
            id: "tron" | "ethereum";
            head: number | null;
            final: number | null;
            cursor: number | null;
            lagBlocks: number | null;
            lagSeconds: number | null;
            checkedAt: string | null;
            pausedAt: string | null;
            pauseReason: string | null;
            explorer: {
                transaction: string;
                address: string;
                block: string;
            } | null;
            providers: {
                host: string;
                ok: boolean;
                head: number | null;
                lastError: string | null;
                callsToday: number;
                budget: number | null;
            }[];
        };
        NewCheckout: {
            walletId: string;
            packId?: string;
            amountUsd?: string;
            /** @enum {string} */
            network?: "tron" | "ethereum";
            promoCode?: string;
            /** Format: uri */
            returnUrl?: string;
            metadata?: {
                [key: string]: string;
            };
        };
        NewDebit: {
            walletId: string;
            memberId?: string;
            usage?: components["schemas"]["Usage"];
            credits?: string;
            quoteId?: string;
            reference?: string;
            providerCostUsd?: string;
            metadata?: {
                [key: string]: string;
            };
        };
        NewGrant: {
            credits: string;
            /** @enum {string} */
            kind: "promotional" | "included";
            /** Format: date-time */
            expiresAt?: string;
            priority?: number;
            reason: string;
        };
        NewHold: {
            walletId: string;
            memberId?: string;
            usage?: components["schemas"]["Usage"];
            credits?: string;
            quoteId?: string;
            expiresInSeconds?: number;
            reference?: string;
            metadata?: {
                [key: string]: string;
            };
        };
        NewKey: {
            id: string;
            /** @enum {string} */
            role: "store" | "service" | "operator";
            client: string;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
            key: string;
        };
        /** @description Not found. See /docs/errors#not_found. */
        NotFoundProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            /** @constant */
            code: "not_found";
            requestId: string;
        };
        /** @description Nothing can be refunded. See /docs/errors#nothing_to_refund. */
        NothingToRefundProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            /** @constant */
            code: "nothing_to_refund";
            requestId: string;
            walletId: string;
        };
        /** @description The first rule whose condition holds gives the credits of one unit, then every adjustment whose condition holds changes them, in order; the result is multiplied by `count` and rounded up once, to a millionth. */
        Operation: {
            id: string;
            name: string;
            unit: string;
            credits?: string;
            rules: {
                label: string | null;
                when: components["schemas"]["UsageCondition"];
                credits: string;
                per: ({
                    seconds: number;
                } | {
                    tokens: number;
                }) | null;
            }[];
            adjustments: {
                label: string;
                when: components["schemas"]["UsageCondition"];
                percent: string | null;
                credits: string | null;
            }[];
            models: {
                id: string;
                name: string;
            }[] | null;
            options: string[];
            defaults: {
                count: number;
                width: number | null;
                height: number | null;
                steps: number | null;
                model: string | null;
                seconds: number | null;
                tokens: number | null;
            };
        };
        Pack: {
            id: string;
            name: string;
            priceUsd: string;
            localPrice: string | null;
            credits: string;
            bonusCredits: string;
            totalCredits: string;
            usdPerCredit: string;
            usdPerStandardImage: string;
            expiresAfterDays: number | null;
            expiresAfterInactiveDays: number | null;
        };
        /** @description The request is too large. See /docs/errors#payload_too_large. */
        PayloadTooLargeProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 413;
            detail: string;
            /** @constant */
            code: "payload_too_large";
            requestId: string;
        };
        Quote: {
            credits: string;
            lines: {
                label: string;
                credits: string;
            }[];
            usd: {
                low: string;
                high: string;
            };
            catalogVersion: string;
            quoteId: string;
            /** Format: date-time */
            expiresAt: string;
            savings: {
                hint: string;
                usage: components["schemas"]["Usage"];
                credits: string;
            }[];
            available?: string;
            affordable?: boolean;
        };
        /** @description Too many requests. See /docs/errors#rate_limited. */
        RateLimitedProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 429;
            detail: string;
            /** @constant */
            code: "rate_limited";
            requestId: string;
        };
        Readiness: {
            ready: boolean;
            checks: {
                name: string;
                ok: boolean;
                detail: string;
            }[];
        };
        ReconciledAddress: {
            address: string;
            walletId: string;
            onChain: string;
            recorded: string;
            difference: string;
        };
        /** @description More than can be refunded. See /docs/errors#refund_exceeds_debit. */
        RefundExceedsDebitProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            /** @constant */
            code: "refund_exceeds_debit";
            requestId: string;
            refundable: string;
            asked: string;
        };
        RefundQuote: {
            walletId: string;
            amountUsd: string;
            credits: string;
            bonusCredits: string;
            policy: string;
            purchases: {
                depositId: string;
                checkoutId: string | null;
                /** Format: date-time */
                purchasedAt: string;
                /** Format: date-time */
                refundableUntil: string;
                amountUsd: string;
                credits: string;
                bonusCredits: string;
            }[];
        };
        RefundRequest: {
            walletId: string;
            amountUsd: string;
            credits: string;
            bonusCredits: string;
            reason: string;
            /** Format: date-time */
            createdAt: string;
            purchases: {
                depositId: string;
                checkoutId: string | null;
                /** Format: date-time */
                purchasedAt: string;
                /** Format: date-time */
                refundableUntil: string;
                amountUsd: string;
                credits: string;
                bonusCredits: string;
                id: string;
            }[];
        };
        RetryResult: {
            dryRun: boolean;
            /** @enum {string} */
            outcome: "credited" | "would_credit" | "waiting" | "refused";
            explanation: string;
            checks: {
                name: string;
                ok: boolean;
                detail: string;
            }[];
            credits: string;
            deposit: components["schemas"]["Deposit"];
        };
        RevenueReport: {
            buckets: {
                /** Format: date-time */
                start: string;
                usdtReceived: string;
                creditsSold: string;
                bonusGiven: string;
                creditsSpent: string;
                breakage: string;
                providerCostUsd: string;
                marginUsd: string;
                outputs: number;
                usableOutputs: number;
                costPerUsableOutputUsd: string | null;
            }[];
            total: {
                usdtReceived: string;
                creditsSold: string;
                bonusGiven: string;
                creditsSpent: string;
                breakage: string;
                providerCostUsd: string;
                marginUsd: string;
                outputs: number;
                usableOutputs: number;
                costPerUsableOutputUsd: string | null;
            };
        };
        Transfer: {
            id: string;
            fromWalletId: string;
            toWalletId: string;
            credits: string;
            reason: string;
            lots: {
                fromGrantId: string;
                grantId: string;
                credits: string;
            }[];
            /** Format: date-time */
            createdAt: string;
        };
        /** @description A valid key is needed. See /docs/errors#unauthorized. */
        UnauthorizedProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 401;
            detail: string;
            /** @constant */
            code: "unauthorized";
            requestId: string;
        };
        /** @description Not available at the moment. See /docs/errors#unavailable. */
        UnavailableProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 503;
            detail: string;
            /** @constant */
            code: "unavailable";
            requestId: string;
            failure?: string;
        };
        /** @description No such operation. See /docs/errors#unknown_operation. */
        UnknownOperationProblem: {
            /** Format: uri */
            type: string;
            title: string;
            /** @constant */
            status: 422;
            detail: string;
            /** @constant */
            code: "unknown_operation";
            requestId: string;
            operation: string;
        };
        Usage: {
            operation: string;
            model?: string;
            width?: number;
            height?: number;
            steps?: number;
            count?: number;
            seconds?: number;
            tokens?: number;
            options?: {
                [key: string]: string | number | boolean;
            };
            batch?: boolean;
        };
        /** @description What a usage must be like; every part that is named must hold. */
        UsageCondition: {
            pixels?: {
                above: number | null;
                upTo: number | null;
            };
            steps?: {
                above: number | null;
                upTo: number | null;
            };
            count?: {
                above: number | null;
                upTo: number | null;
            };
            seconds?: {
                above: number | null;
                upTo: number | null;
            };
            tokens?: {
                above: number | null;
                upTo: number | null;
            };
            models?: string[];
            options?: {
                [key: string]: string;
            };
            batch?: boolean;
        };
        UsageReport: {
            buckets: {
                /** Format: date-time */
                start: string;
                key: string;
                credits: string;
                count: number;
                failed: number;
                usdCost: string;
            }[];
        };
        Wallet: {
            id: string;
            externalId: string | null;
            name: string | null;
            region: string | null;
            metadata?: {
                [key: string]: unknown;
            };
            available: string;
            held: string;
            debt: string;
            expiringNext: {
                credits: string;
                /** Format: date-time */
                at: string;
            } | null;
            fuelGauge: {
                standardImages: number;
                days: number | null;
            };
            /** Format: date-time */
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
export type LedgerHead = components['schemas']['LedgerHead'];
export type LedgerVerification = components['schemas']['LedgerVerification'];
export type Member = components['schemas']['Member'];
export type NetworkDisabledProblem = components['schemas']['NetworkDisabledProblem'];
export type NetworkOffer = components['schemas']['NetworkOffer'];
export type NetworkStatus = components['schemas']['NetworkStatus'];
export type NewCheckout = components['schemas']['NewCheckout'];
export type NewDebit = components['schemas']['NewDebit'];
export type NewGrant = components['schemas']['NewGrant'];
export type NewHold = components['schemas']['NewHold'];
export type NewKey = components['schemas']['NewKey'];
export type NotFoundProblem = components['schemas']['NotFoundProblem'];
export type NothingToRefundProblem = components['schemas']['NothingToRefundProblem'];
export type Operation = components['schemas']['Operation'];
export type Pack = components['schemas']['Pack'];
export type PayloadTooLargeProblem = components['schemas']['PayloadTooLargeProblem'];
export type Quote = components['schemas']['Quote'];
export type RateLimitedProblem = components['schemas']['RateLimitedProblem'];
export type Readiness = components['schemas']['Readiness'];
export type ReconciledAddress = components['schemas']['ReconciledAddress'];
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
export type $defs = Record<string, never>;
export interface operations {
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
                        /** @constant */
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
                limit?: string;
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
                        data: components["schemas"]["CatalogVersion"][];
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
                    usage: components["schemas"]["Usage"];
                    walletId?: string;
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
                        data: components["schemas"]["Wallet"][];
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
                    externalId?: string;
                    name?: string;
                    region?: string;
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    region?: string;
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
                limit?: string;
                cursor?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path: {
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
                        data: components["schemas"]["Entry"][];
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
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path: {
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
                        data: components["schemas"]["Checkout"][];
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
                        token: string;
                        /** Format: date-time */
                        expiresAt: string;
                        url: string;
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
    deleteWalletsIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
    getWalletsIdGrants: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path: {
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
                        data: components["schemas"]["Grant"][];
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
            query?: never;
            header?: never;
            path: {
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
                        data: components["schemas"]["Member"][];
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    memberId: string;
                    name?: string;
                    cap?: {
                        credits: string;
                        /** @enum {string} */
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    memberId: string;
                    name?: string;
                    cap?: {
                        credits: string;
                        /** @enum {string} */
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
                from: string;
                to: string;
                bucket?: "hour" | "day" | "month";
                groupBy?: "operation" | "model" | "service";
            };
            header?: never;
            path: {
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
                from: string;
                to: string;
                bucket?: "hour" | "day" | "month";
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
            query?: never;
            header?: never;
            path: {
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
                        data: components["schemas"]["Allowance"][];
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
            query?: never;
            header?: never;
            path: {
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
                        data: components["schemas"]["Alert"][];
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                limit?: string;
                cursor?: string;
                type?: string;
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
                        data: components["schemas"]["Event"][];
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
    getCheckouts: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
                status?: "open" | "confirming" | "paid" | "expired" | "cancelled";
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
                        data: components["schemas"]["Checkout"][];
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    credits?: string;
                    /** @enum {string} */
                    outcome?: "succeeded" | "rejected";
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    credits?: string;
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
                    debits: unknown[];
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
                        results: {
                            status: number;
                            debit?: components["schemas"]["Debit"];
                            problem?: {
                                code: string;
                            } & {
                                [key: string]: unknown;
                            };
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
    postCheckoutsIdClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                limit?: string;
                cursor?: string;
                status?: "detected" | "confirming" | "credited" | "stuck" | "reorged" | "rejected" | "refunded";
                network?: "tron" | "ethereum";
                reason?: "credit_failed" | "provider_disagreement" | "below_minimum" | "unsupported_token" | "review_threshold" | "sender_blocked" | "reorged_after_credit" | "rpc_exhausted" | "no_checkout";
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
                        data: components["schemas"]["Deposit"][];
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note: string;
                    /** @default false */
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
                    /** @constant */
                    status: "stuck";
                    /** @enum {string} */
                    reason?: "credit_failed" | "provider_disagreement" | "below_minimum" | "unsupported_token" | "review_threshold" | "sender_blocked" | "reorged_after_credit" | "rpc_exhausted" | "no_checkout";
                    /** @enum {string} */
                    network?: "tron" | "ethereum";
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    walletId: string;
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    txHash: string;
                    note: string;
                    /** @default false */
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
                network: "tron" | "ethereum";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fromBlock: number;
                    toBlock: number;
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
                        fromBlock: number;
                        toBlock: number;
                        found: number;
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
                network: "tron" | "ethereum";
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
                        data: components["schemas"]["ReconciledAddress"][];
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
    getAudit: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
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
                        data: components["schemas"]["AuditRecord"][];
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
                        data: components["schemas"]["NetworkStatus"][];
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
                network: "tron" | "ethereum";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                network: "tron" | "ethereum";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                    fromWalletId: string;
                    toWalletId: string;
                    credits: string;
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    checkoutId?: string;
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
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    checkoutId?: string;
                    depositId?: string;
                    /** @default unused purchase */
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
                limit?: string;
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
                        data: components["schemas"]["Client"][];
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
                limit?: string;
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
                        data: components["schemas"]["Key"][];
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
                    /** @enum {string} */
                    role: "store" | "service" | "operator";
                    client: string;
                    /** Format: date-time */
                    expiresAt?: string;
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
    deleteKeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    "application/json": {
                        client: string;
                        csrfToken: string;
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
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
                    "application/json": {
                        client: string;
                        csrfToken: string;
                        /** Format: date-time */
                        expiresAt: string;
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
                        /** @constant */
                        loggedOut: true;
                    };
                };
            };
            400: components["responses"]["invalid_request"];
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
                        /** Format: date-time */
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
}
