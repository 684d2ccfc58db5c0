// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
pragma abicoder v1;

import "./TetherHabits.sol";

/// USDT as on TRON: the ABI of transfer, transferFrom and approve has a bool to return.
contract ReturningToken is TetherHabits {
    constructor(uint256 initialSupply, string memory name_, string memory symbol_, uint256 decimals_)
        TetherHabits(initialSupply, name_, symbol_, decimals_)
    {}

    function transfer(address _to, uint256 _value) external whenNotPaused returns (bool) {
        _transferBy(msg.sender, _to, _value);
        return true;
    }

    function transferFrom(address _from, address _to, uint256 _value) external whenNotPaused returns (bool) {
        _transferFromBy(msg.sender, _from, _to, _value);
        return true;
    }

    function approve(address _spender, uint256 _value) external returns (bool) {
        _approveBy(msg.sender, _spender, _value);
        return true;
    }
}
