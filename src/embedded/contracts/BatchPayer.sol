// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
pragma abicoder v1;

/// Pays from its own balance, so that the recipients appear in no calldata of the token's own transaction. Fund it
/// with an ordinary transfer first.
contract BatchPayer {
    /// Pays each recipient its amount, in order; the same recipient may be named more than once.
    function pay(address token, address[] calldata recipients, uint256[] calldata amounts) external {
        require(recipients.length == amounts.length, "lengths differ");
        for (uint256 index = 0; index < recipients.length; index++) {
            require(_transfer(token, recipients[index], amounts[index]), "transfer failed");
        }
    }

    /// Pays, then reverts: the transaction fails and leaves no log.
    function payThenRevert(address token, address recipient, uint256 amount) external {
        require(_transfer(token, recipient, amount), "transfer failed");
        revert("paid and taken back");
    }

    /// Tries to pay and ends well whatever comes of it: a transaction that succeeds without having paid.
    function tryToPay(address token, address recipient, uint256 amount) external returns (bool paid) {
        paid = _transfer(token, recipient, amount);
    }

    /// An overdraw burns all gas that it is given, so some is kept back to end well.
    function _transfer(address token, address recipient, uint256 amount) private returns (bool success) {
        (success,) = token.call{gas: gasleft() / 2}(
            abi.encodeWithSignature("transfer(address,uint256)", recipient, amount)
        );
    }
}
