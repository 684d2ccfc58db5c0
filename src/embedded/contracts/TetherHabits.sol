// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
// The decoder of ABI v2 reverts on an address word with dirty high bytes. More than half of the real TRC20 transfers
// carry TRON's 0x41 there, and the real token masks it: so must this one.
pragma abicoder v1;

interface UpgradedToken {
    function transferByLegacy(address from, address to, uint256 value) external;
    function transferFromByLegacy(address sender, address from, address spender, uint256 value) external;
    function approveByLegacy(address from, address spender, uint256 value) external;
    function balanceOf(address who) external view returns (uint256);
    function allowance(address owner, address spender) external view returns (uint256);
    function totalSupply() external view returns (uint256);
}

/// The state and the habits of the USDT contract on mainnet, with the names of its ABI. Written anew for development
/// chains: none of its code is copied. What transfer, transferFrom and approve return is left to the heirs.
abstract contract TetherHabits {
    uint256 public constant MAX_UINT = type(uint256).max;

    address public owner;
    bool public paused;
    uint256 public _totalSupply;
    string public name;
    string public symbol;
    uint256 public decimals;
    uint256 public basisPointsRate;
    uint256 public maximumFee;
    bool public deprecated;
    address public upgradedAddress;
    mapping(address => uint256) public balances;
    mapping(address => mapping(address => uint256)) public allowed;
    mapping(address => bool) public isBlackListed;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event Issue(uint256 amount);
    event Redeem(uint256 amount);
    event Deprecate(address newAddress);
    event Params(uint256 feeBasisPoints, uint256 maxFee);
    event AddedBlackList(address _user);
    event RemovedBlackList(address _user);
    event DestroyedBlackFunds(address _blackListedUser, uint256 _balance);
    event Pause();
    event Unpause();

    modifier onlyOwner() {
        require(msg.sender == owner);
        _;
    }

    modifier whenNotPaused() {
        require(!paused);
        _;
    }

    modifier onlyPayloadSize(uint256 size) {
        require(msg.data.length >= size + 4);
        _;
    }

    /// The first supply belongs to the deployer and, as on mainnet, leaves no Transfer log.
    constructor(uint256 initialSupply, string memory name_, string memory symbol_, uint256 decimals_) {
        owner = msg.sender;
        _totalSupply = initialSupply;
        name = name_;
        symbol = symbol_;
        decimals = decimals_;
        balances[msg.sender] = initialSupply;
    }

    function totalSupply() external view returns (uint256) {
        return deprecated ? UpgradedToken(upgradedAddress).totalSupply() : _totalSupply;
    }

    function balanceOf(address who) external view returns (uint256) {
        return deprecated ? UpgradedToken(upgradedAddress).balanceOf(who) : balances[who];
    }

    function allowance(address holder, address spender) external view returns (uint256) {
        return deprecated ? UpgradedToken(upgradedAddress).allowance(holder, spender) : allowed[holder][spender];
    }

    function getOwner() external view returns (address) {
        return owner;
    }

    function getBlackListStatus(address _maker) external view returns (bool) {
        return isBlackListed[_maker];
    }

    function transferOwnership(address newOwner) external onlyOwner {
        if (newOwner != address(0)) owner = newOwner;
    }

    /// Below 20 basis points and below 50 whole tokens, as on mainnet.
    function setParams(uint256 newBasisPoints, uint256 newMaxFee) external onlyOwner {
        require(newBasisPoints < 20);
        require(newMaxFee < 50);
        basisPointsRate = newBasisPoints;
        maximumFee = newMaxFee * 10 ** decimals;
        emit Params(basisPointsRate, maximumFee);
    }

    function addBlackList(address _evilUser) external onlyOwner {
        isBlackListed[_evilUser] = true;
        emit AddedBlackList(_evilUser);
    }

    function removeBlackList(address _clearedUser) external onlyOwner {
        isBlackListed[_clearedUser] = false;
        emit RemovedBlackList(_clearedUser);
    }

    /// Empties a balance without a Transfer log: the sum of the logs is not the balance.
    function destroyBlackFunds(address _blackListedUser) external onlyOwner {
        require(isBlackListed[_blackListedUser]);
        uint256 dirtyFunds = balances[_blackListedUser];
        balances[_blackListedUser] = 0;
        _totalSupply -= dirtyFunds;
        emit DestroyedBlackFunds(_blackListedUser, dirtyFunds);
    }

    function pause() external onlyOwner whenNotPaused {
        paused = true;
        emit Pause();
    }

    function unpause() external onlyOwner {
        require(paused);
        paused = false;
        emit Unpause();
    }

    /// Mints to the owner without a Transfer log.
    function issue(uint256 amount) external onlyOwner {
        balances[owner] += amount;
        _totalSupply += amount;
        emit Issue(amount);
    }

    function redeem(uint256 amount) external onlyOwner {
        _totalSupply -= amount;
        balances[owner] -= amount;
        emit Redeem(amount);
    }

    /// From now on every call goes to the heir; where that is no contract, even balanceOf reverts.
    function deprecate(address _upgradedAddress) external onlyOwner {
        deprecated = true;
        upgradedAddress = _upgradedAddress;
        emit Deprecate(_upgradedAddress);
    }

    function _transferBy(address from, address to, uint256 value) internal {
        require(!isBlackListed[from]);
        if (deprecated) return UpgradedToken(upgradedAddress).transferByLegacy(from, to, value);
        _move(from, to, value);
    }

    function _transferFromBy(address spender, address from, address to, uint256 value) internal {
        require(!isBlackListed[from]);
        if (deprecated) return UpgradedToken(upgradedAddress).transferFromByLegacy(spender, from, to, value);
        uint256 granted = allowed[from][spender];
        if (granted < MAX_UINT) {
            _assert(value <= granted);
            allowed[from][spender] = granted - value;
        }
        _move(from, to, value);
    }

    function _approveBy(address holder, address spender, uint256 value) internal {
        if (deprecated) return UpgradedToken(upgradedAddress).approveByLegacy(holder, spender, value);
        require(value == 0 || allowed[holder][spender] == 0);
        allowed[holder][spender] = value;
        emit Approval(holder, spender, value);
    }

    /// The fee's log comes before the recipient's, so the first Transfer log of a payment need not be the payment.
    function _move(address from, address to, uint256 value) private {
        uint256 fee = (value * basisPointsRate) / 10000;
        if (fee > maximumFee) fee = maximumFee;
        _assert(value <= balances[from]);
        balances[from] -= value;
        balances[to] += value - fee;
        if (fee > 0) {
            balances[owner] += fee;
            emit Transfer(from, owner, fee);
        }
        emit Transfer(from, to, value - fee);
    }

    /// The assert of the compilers of 2017, which burns all gas instead of giving the rest back.
    function _assert(bool condition) private pure {
        if (!condition) {
            assembly {
                invalid()
            }
        }
    }
}
