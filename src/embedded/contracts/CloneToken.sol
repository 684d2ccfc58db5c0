// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
pragma abicoder v1;

import "./UsdtLike.sol";

/// A counterfeit: the same name, symbol and decimals at another address. Nothing but its address tells it apart.
contract CloneToken is UsdtLike {
    constructor(uint256 initialSupply, string memory name_, string memory symbol_, uint256 decimals_)
        UsdtLike(initialSupply, name_, symbol_, decimals_)
    {}
}
