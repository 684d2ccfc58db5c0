// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
pragma abicoder v1;

import "./TetherHabits.sol";

/// USDT as on Ethereum: transfer, transferFrom and approve return nothing.
contract UsdtLike is TetherHabits {
    constructor(uint256 initialSupply, string memory name_, string memory symbol_, uint256 decimals_)
        TetherHabits(initialSupply, name_, symbol_, decimals_)
    {}

    function transfer(address _to, uint256 _value) external whenNotPaused onlyPayloadSize(64) {
        _transferBy(msg.sender, _to, _value);
    }

    function transferFrom(address _from, address _to, uint256 _value) external whenNotPaused onlyPayloadSize(96) {
        _transferFromBy(msg.sender, _from, _to, _value);
    }

    function approve(address _spender, uint256 _value) external onlyPayloadSize(64) {
        _approveBy(msg.sender, _spender, _value);
    }
}
